# One file for the three hosts of the cluster: docker build --build-arg PROJECT=Silo . (or ApiGateway, or WorkerPortal).
# The build is the same for all of them, so it runs once; only the last stage differs.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /src

# Packages first: this layer is used again until a project file changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY Core/Core.csproj Core/
COPY Actors/Actors.csproj Actors/
COPY Storage/Storage.csproj Storage/
COPY Grains.Interfaces/Grains.Interfaces.csproj Grains.Interfaces/
COPY Grains/Grains.csproj Grains/
COPY Grains.Hosting/Grains.Hosting.csproj Grains.Hosting/
COPY Imaging/Imaging.csproj Imaging/
COPY Demo/Demo.csproj Demo/
COPY Api/Api.csproj Api/
COPY Portal/Portal.csproj Portal/
COPY Silo/Silo.csproj Silo/
COPY ApiGateway/ApiGateway.csproj ApiGateway/
COPY WorkerPortal/WorkerPortal.csproj WorkerPortal/
ARG WithSqlServer=false
RUN for host in Silo ApiGateway WorkerPortal; do dotnet restore $host -p:WithSqlServer=$WithSqlServer || exit 1; done

# .dockerignore lets nothing else in. The rules of the compiler's warnings, which are errors, are in .editorconfig.
COPY . .
RUN for host in Silo ApiGateway WorkerPortal; do \
      dotnet publish $host -c Release --no-restore -p:WithSqlServer=$WithSqlServer -o /out/$host || exit 1; \
    done

FROM mcr.microsoft.com/dotnet/aspnet:10.0
ARG PROJECT
WORKDIR /app
# A named volume takes over the owner of the folder that it covers; the portal keeps its keys here.
RUN install -d -o "$APP_UID" -m 700 /keys
COPY --from=build /out/$PROJECT ./
# One name for all, since an entry point knows no build arguments.
RUN test -x "CaptchaGrains.${PROJECT:?is missing: --build-arg PROJECT=Silo, ApiGateway or WorkerPortal}" && ln -s "CaptchaGrains.$PROJECT" host
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
# The image has no curl, but bash, which speaks TCP.
HEALTHCHECK --interval=5s --timeout=5s --start-period=90s --retries=3 CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ code _ <&3 && [[ $code == 200 ]]"]
ENTRYPOINT ["./host"]
