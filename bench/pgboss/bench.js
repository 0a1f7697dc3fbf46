// pg-boss (https://github.com/timgit/pg-boss) as a peer: submit → fetch → complete → read, without money and without HTTP.
// usage: node bench.js --connection postgres://user@127.0.0.1:5432/db [--seconds 10] [--warmup 3] [--lanes 8,16,32] [--batch 200] [--payload-bytes 2048] [--json]
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import PgBoss from 'pg-boss'

const SCHEMA = 'pgboss_bench'
const QUEUE = 'captcha'
const MOST_EMPTY_FETCHES = 10_000 // in a row; then jobs were lost and the run is void

const { values } = parseArgs({
  options: {
    connection: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    warmup: { type: 'string', default: '3' },
    lanes: { type: 'string', default: '8,16,32' },
    batch: { type: 'string', default: '200' },
    'payload-bytes': { type: 'string', default: '2048' },
    json: { type: 'boolean', default: false }
  }
})

function number (name, least, most, text = values[name]) {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`--${name} is ${least} to ${most}`)
  return value
}

const settings = {
  connection: local(values.connection ?? ''),
  seconds: number('seconds', 1, 600),
  warmup: number('warmup', 0, 60),
  lanes: values.lanes.split(',').map(l => number('lanes', 1, 64, l)),
  batch: number('batch', 1, 2000),
  payload: number('payload-bytes', 1, 600_000)
}

function local (connection) {
  const url = new URL(connection)
  if (!['127.0.0.1', '[::1]', 'localhost', ''].includes(url.hostname)) throw new Error('Only a database on this machine is put under load.')
  return connection
}

// The same image size as in the store benchmark; JSON has no bytes, so it travels as base64.
const image = randomBytes(settings.payload).toString('base64')

// Every run starts with empty tables, and leaves none behind.
async function clean () {
  const client = new pg.Client({ connectionString: settings.connection })
  await client.connect()
  try {
    await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`)
  } finally {
    await client.end()
  }
}

async function open (lanes) {
  await clean()
  // Everything that is not the job's own way is switched off: maintenance, schedules.
  const boss = new PgBoss({ connectionString: settings.connection, schema: SCHEMA, max: lanes, supervise: false, schedule: false })
  boss.on('error', error => console.error(error.message))
  await boss.start()
  await boss.createQueue(QUEUE)
  return boss
}

async function fetchSome (boss, batchSize) {
  for (let i = 0; i < MOST_EMPTY_FETCHES; i++) {
    const jobs = await boss.fetch(QUEUE, { batchSize })
    if (jobs.length > 0) return jobs
  }
  throw new Error('Jobs that were submitted never came.')
}

async function read (boss, id) {
  const job = await boss.getJobById(QUEUE, id)
  if (job?.state !== 'completed' || job.output?.answer !== 'abc12') throw new Error(`Job ${id} has no answer.`)
}

// Four statements for each job, each lane one after another.
async function oneByOne (boss) {
  await boss.send(QUEUE, { image })
  const [job] = await fetchSome(boss, 1)
  await boss.complete(QUEUE, job.id, { answer: 'abc12' })
  await read(boss, job.id)
  return 1
}

// Batches where its API has them: insert, fetch and complete (one output for all of a batch). Reading has none.
async function batched (boss) {
  await boss.insert(Array.from({ length: settings.batch }, () => ({ name: QUEUE, data: { image } })))
  const jobs = await fetchSome(boss, settings.batch)
  await boss.complete(QUEUE, jobs.map(j => j.id), { answer: 'abc12' })
  for (const job of jobs) await read(boss, job.id)
  return jobs.length
}

async function measure (name, turn, lanes) {
  const boss = await open(lanes)
  try {
    let counting = false
    let stopped = false
    let count = 0
    const work = Promise.all(Array.from({ length: lanes }, async () => {
      while (!stopped) {
        const done = await turn(boss)
        if (counting) count += done
      }
    }))
    // A failing lane ends the run at once instead of after its time.
    const pause = seconds => Promise.race([new Promise(resolve => setTimeout(resolve, seconds * 1000)), work])
    await pause(settings.warmup)
    counting = true
    const start = performance.now()
    await pause(settings.seconds)
    counting = false
    const seconds = (performance.now() - start) / 1000
    stopped = true
    await work
    return { variant: name, lanes, jobs: count, seconds, perSecond: count / seconds }
  } finally {
    await boss.stop({ graceful: false, wait: true })
    await clean()
  }
}

const results = []
for (const lanes of settings.lanes) results.push(await measure('one by one', oneByOne, lanes))
for (const lanes of settings.lanes) results.push(await measure(`batches of ${settings.batch}`, batched, lanes))

if (values.json) {
  console.log(JSON.stringify({ payloadBytes: settings.payload, results }, null, 2))
} else {
  console.log(`pg-boss: submit, fetch, complete, read; ${settings.payload} bytes a job`)
  for (const r of results) console.log(`${r.variant.padEnd(20)} ${String(r.lanes).padStart(3)} lanes ${r.perSecond.toFixed(0).padStart(8)} jobs/s   (${r.jobs} in ${r.seconds.toFixed(1)} s)`)
  for (const variant of new Set(results.map(r => r.variant))) {
    console.log(`best, ${variant}: ${Math.max(...results.filter(r => r.variant === variant).map(r => r.perSecond)).toFixed(0)} jobs/s`)
  }
}
