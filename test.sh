#!/usr/bin/env bash
# Restores, builds, checks the format and runs every test that can run on this machine; names what could not run, and why.
# The last line is the total. Fails on any failure, and when no test ran.
#
#   ./test.sh                 everything
#   ./test.sh Core Storage    only the test projects with these names (tests/Core.Tests, tests/Storage.Tests)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export MSBUILDDISABLENODEREUSE=1 # no build processes are left behind

readonly configuration=Release framework=net10.0 results="$PWD/TestResults"
readonly lanes=2             # test projects at once
readonly project_timeout=900 # seconds for one test project; far more than any needs, so that a hanging one fails instead of hanging

passed=0 failed=0 skipped=0
failures=() skips=() failed_tests=()
banner=""

finish() {
  local line
  echo
  for line in ${skips[@]+"${skips[@]}"}; do echo "not run: $line"; done
  for line in ${failures[@]+"${failures[@]}"}; do echo "FAILED:  $line"; done
  for line in "${failed_tests[@]:0:50}"; do echo "  $line"; done
  if ((${#failed_tests[@]} > 50)); then echo "  … and $((${#failed_tests[@]} - 50)) more"; fi
  if [[ -n $banner ]]; then echo "$banner"; fi
  if ((passed + failed == 0)); then
    echo "FAILED:  no test ran"
    failed=1
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0)) && exit 0
  exit 1
}

fail() { # what
  failed=$((failed + 1))
  failures+=("$1")
}

step() { # title, command…: shows the output of a command only when it fails
  local title=$1 log start=$SECONDS
  shift
  log="$results/${title// /-}.log"
  if "$@" >"$log" 2>&1; then
    echo "$title: $((SECONDS - start)) s"
  else
    grep -E ': (error|warning) ' "$log" | sort -u | head -n 60 || true
    if ! grep -qE ': (error|warning) ' "$log"; then tail -n 60 "$log"; fi
    echo "$title failed after $((SECONDS - start)) s; all of its output is in $log"
    return 1
  fi
}

restore() { # solution
  local log="$results/restore.log"
  if dotnet restore "$1" >"$log" 2>&1; then return 0; fi
  # A package source that cannot be reached does no harm where all packages are in the cache.
  grep -q 'NU1301' "$log" || return 1
  dotnet restore "$1" --ignore-failed-sources '-p:WarningsNotAsErrors=NU1801' >"$log" 2>&1
}

lacks_orleans() {
  grep -qE "error NU110[0-3]: .*Microsoft\.Orleans\." "$results/restore.log"
}

attribute() { # file, name: a number of the result's <assembly> element
  grep -m 1 -o '<assembly [^>]*>' "$1" | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"
}

# Each failed test of a result, a line each: its name, and as much of its message as fits on a line.
failed_in() { # result, as xml
  awk -v RS='<(test|error) ' '
    NR == 1 || !/<failure/ { next }
    {
      name = match($0, / ?name="[^"]*"/) ? substr($0, RSTART, RLENGTH) : "(no name)"
      sub(/^ ?name="/, "", name); sub(/"$/, "", name)
      message = match($0, /<message>/) ? substr($0, RSTART + RLENGTH) : ""
      sub(/<\/message>.*/, "", message)
      gsub(/<!\[CDATA\[|\]\]>/, "", message)
      gsub(/(\\r|\\n|[ \t\r\n])+/, " ", message); gsub(/\\"/, "\"", message)
      line = name ": " message
      gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line); gsub(/&quot;/, "\"", line); gsub(/&#x[AD];/, " ", line); gsub(/&amp;/, "\\&", line)
      print substr(line, 1, 400)
    }' "$1"
}

# Of the first failed tests the first lines each: message, stack, output. All of it is in the log.
show_failures() { # log
  awk -v most=40 -v tests=25 '
    /\[FAIL\]$/ { left = shown < tests ? most : 0; if (shown++ && left) print "" }
    /^ ? ? ? ?[^ ]/ && !/\[FAIL\]$/ { left = 0 }
    left > 0 { print; if (--left == 0) print "      … more in '"$1"'" }' "$1"
}

named() { basename "$1" .csproj; }

# Runs one project, beside others. Leaves its log, its result and its exit code; the numbers come out when it is done, the failures at the end.
run_tests() { # project file
  local name folder log xml code=0 start=$SECONDS line
  name=$(named "$1")
  folder=$(dirname "$1")
  log="$results/$name.log" xml="$results/$name.xml"
  rm -f "$xml" "$results/$name.code"
  timeout --kill-after=15 "$project_timeout" dotnet "$folder/bin/$configuration/$framework/CaptchaGrains.$name.dll" -noLogo -noColor -xml "$xml" \
    >"$log" 2>&1 </dev/null || code=$?
  echo "$code" >"$results/$name.code"
  line="no result"
  if [[ -s $xml ]]; then
    line=$(printf '%5d passed %4d failed %4d skipped' "$(attribute "$xml" passed)" "$(($(attribute "$xml" failed) + $(attribute "$xml" errors)))" "$(attribute "$xml" skipped)")
  fi
  printf '%-28s %s %5d s\n' "$name" "$line" "$((SECONDS - start))"
}

count_tests() { # project file
  local name log xml code p f e s
  name=$(named "$1")
  log="$results/$name.log" xml="$results/$name.xml" code=$(<"$results/$name.code")

  if [[ ! -s $xml ]]; then
    tail -n 60 "$log"
    if ((code == 124 || code == 137)); then fail "$name: not done after $project_timeout s"; else fail "$name: ended with code $code and no result"; fi
    return
  fi
  p=$(attribute "$xml" passed) f=$(attribute "$xml" failed) e=$(attribute "$xml" errors) s=$(attribute "$xml" skipped)
  f=$((f + e))
  if ((f > 0)); then
    show_failures "$log"
    while IFS= read -r line; do failed_tests+=("$line"); done < <(failed_in "$xml")
  elif ((code != 0)); then
    tail -n 60 "$log"
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  if ((f > 0)); then
    failures+=("$name: $f")
  elif ((code != 0)); then
    fail "$name: ended with code $code"
  elif ((p + s == 0)); then
    fail "$name: has no tests"
  fi
  # xunit prints a skipped test and, below it, its reason.
  if ((s > 0)); then
    while IFS= read -r line; do skips+=("$name: $line"); done < <(
      awk '/\[SKIP\]$/ { name = $0; gsub(/^ +| \[SKIP\]$/, "", name); getline; sub(/^ +/, ""); reason[$0]++; if (!($0 in first)) first[$0] = name }
           END { for (r in reason) print first[r] (reason[r] > 1 ? " and " reason[r] - 1 " more" : "") ": " r }' "$log")
  fi
}

wanted() { # project name, names on the command line…
  local name=$1 want
  shift
  (($# == 0)) && return 0
  for want in "$@"; do [[ $name == "$want" || $name == "$want.Tests" ]] && return 0; done
  return 1
}

mkdir -p "$results"
if ! command -v dotnet >/dev/null; then
  fail "there is no .NET SDK on this machine (global.json names the version)"
  finish
fi

solution=CaptchaGrains.sln
start=$SECONDS
if ! restore "$solution"; then
  if lacks_orleans; then
    solution=CaptchaGrains.Standalone.slnf
    banner=$(printf '%s\n' \
      "################################################################################" \
      "#  The package source has no Microsoft.Orleans.*: only $solution" \
      "#  was built and tested. THE CLUSTER EDITION WAS NOT BUILT AND NOT TESTED.  #" \
      "################################################################################")
    echo "$banner"
    if ! restore "$solution"; then
      grep -E ': error ' "$results/restore.log" | sort -u | head -n 40 || tail -n 40 "$results/restore.log"
      fail "restore of $solution"
      finish
    fi
  else
    grep -E ': error ' "$results/restore.log" | sort -u | head -n 40 || tail -n 40 "$results/restore.log"
    fail "restore of $solution"
    finish
  fi
fi
echo "restore: $((SECONDS - start)) s"

if ! step build dotnet build "$solution" --no-restore -c "$configuration" -v quiet; then
  fail "build of $solution"
  finish
fi
# The compiler has checked the style (EnforceCodeStyleInBuild); what it does not see is white space outside of code, and files of no project.
if ! step format dotnet format whitespace . --folder --verify-no-changes --exclude '**/bin' '**/obj'; then fail "format: run dotnet format"; fi

projects=()
while IFS= read -r project; do
  name=$(named "$project")
  wanted "$name" "$@" || continue
  if [[ $solution == *.slnf ]] && ! tr '\\' '/' <"$solution" | tr -s '/' | grep -qF "\"$project\""; then
    skipped=$((skipped + 1))
    skips+=("$name: needs Microsoft.Orleans.*, which the package source does not have")
    continue
  fi
  projects+=("$project")
done < <(find tests -name '*.csproj' -not -path '*/obj/*' -exec grep -l 'Include="xunit.v3"' {} + | LC_ALL=C sort)

# Two at once: one mostly waits for its processes or its browser while the other computes. No test asserts a time.
start=$SECONDS
for project in ${projects[@]+"${projects[@]}"}; do
  while (($(jobs -rp | wc -l) >= lanes)); do wait -n || true; done
  run_tests "$project" &
done
wait
echo "tests: $((SECONDS - start)) s"
for project in ${projects[@]+"${projects[@]}"}; do count_tests "$project"; done

finish
