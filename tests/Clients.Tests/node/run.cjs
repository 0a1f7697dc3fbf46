// usage: node --require ./route.cjs run.cjs CLIENT KEY FOLDER
// Makes every call of one public client that this service serves, and prints what came back: one JSON line a call.
'use strict'
const { readFileSync } = require('fs')
const { join } = require('path')

const [, , name, key, folder] = process.argv
const pageurl = 'https://login.demo.test/form?a=1&b=2'
const sitekey = '6LfD3PIbAAAAAJs_eEHvoOl75_83eXSqpPSRFJ_u'
const publickey = 'B7D8911C-5CC8-A9A3-35B0-554ACEE604DA'
const poll = 300 // milliseconds; the clients wait for seconds by default
const base64 = file => readFileSync(join(folder, file)).toString('base64') // the folder holds picture.png and sound.mp3

// client → call → what is asked for. The names are those of the kinds, with what is special about the call behind it.
const clients = {
  // The service's own client for JavaScript, and the fork that it came from: version 1, JSON, GET for tokens.
  '@2captcha/captcha-solver': () => solver(require('@2captcha/captcha-solver'), true),
  '2captcha-ts': () => solver(require('2captcha-ts'), false),
  // An older one by somebody else: parameters in the query, the image in a body that says it is text.
  '2captcha': () => {
    const s = new (require('2captcha').Solver)(key, poll)
    return {
      Balance: () => s.balance(),
      ImageText: async () => (await s.imageCaptcha(base64('picture.png'), { numeric: 1, min_len: 4 })).data,
      RecaptchaV2: async () => (await s.recaptcha(sitekey, pageurl)).data,
      FunCaptcha: async () => (await s.funCaptcha(publickey, pageurl, 'https://client-api.arkoselabs.com')).data,
      // Says nothing when all is well, and throws otherwise.
      ReportGood: async () => (await s.goodReport((await s.imageCaptcha(base64('picture.png'))).id)) ?? 'reported'
    }
  },
  // Plain text answers, urlencoded bodies.
  '@infosimples/node_two_captcha': () => {
    const Client = require('@infosimples/node_two_captcha')
    const c = new Client(key, { timeout: 60_000, polling: poll, throwErrors: true })
    return {
      Balance: async () => Number(await c.balance()),
      ImageText: async () => (await c.decode({ path: join(folder, 'picture.png') })).text,
      RecaptchaV2: async () => (await c.decodeRecaptchaV2({ googlekey: sitekey, pageurl })).text,
      'RecaptchaV2 invisible': async () => (await c.decodeRecaptchaV2({ googlekey: sitekey, pageurl, invisible: true })).text,
      'RecaptchaV2 enterprise': async () => (await c.decodeRecaptchaV2({ googlekey: sitekey, pageurl, enterprise: true })).text,
      RecaptchaV3: async () => (await c.decodeRecaptchaV3({ googlekey: sitekey, pageurl, action: 'verify' })).text,
      ReportGood: async () => await c.report((await c.decode({ path: join(folder, 'picture.png') })).id, false) ? 'OK_REPORT_RECORDED' : 'no',
      Load: async () => /<waiting>\d+<\/waiting>/.test(await c.load()) ? 'load' : 'no load',
      WrongKey: () => refusal(new Client('0'.repeat(32), { throwErrors: true }).decode({ path: join(folder, 'picture.png') }))
    }
  },
  // Version 2, with its own names for the reports.
  '@antiadmin/anticaptchaofficial': () => {
    const a = require('@antiadmin/anticaptchaofficial')
    a.setAPIKey(key)
    a.shutUp()
    a.settings.firstAttemptWaitingInterval = a.settings.normalWaitingInterval = poll / 1000
    // One task at a time: the module remembers the last one for its reports.
    let before = Promise.resolve()
    const inTurn = call => () => (before = before.catch(() => {}).then(call))
    return {
      Balance: inTurn(() => a.getBalance()),
      ImageText: inTurn(() => a.solveImage(base64('picture.png'))),
      ReportBad: inTurn(async () => (await a.solveImage(base64('picture.png')), await a.reportIncorrectImageCaptcha() ? 'reported' : 'no')),
      RecaptchaV2: inTurn(() => a.solveRecaptchaV2Proxyless(pageurl, sitekey)),
      'RecaptchaV2 invisible': inTurn(() => a.solveRecaptchaV2Proxyless(pageurl, sitekey, true)),
      'RecaptchaV2 enterprise': inTurn(() => a.solveRecaptchaV2EnterpriseProxyless(pageurl, sitekey, { s: 'payload' })),
      RecaptchaV3: inTurn(() => a.solveRecaptchaV3(pageurl, sitekey, 0.3, 'verify')),
      'RecaptchaV3 enterprise': inTurn(() => a.solveRecaptchaV3Enterprise(pageurl, sitekey, 0.3, 'verify')),
      FunCaptcha: inTurn(() => a.solveFunCaptchaProxyless(pageurl, publickey)),
      ReportGood: inTurn(async () => (await a.solveRecaptchaV2Proxyless(pageurl, sitekey), await a.reportCorrectRecaptcha() ? 'reported' : 'no')),
      Proxied: inTurn(() => refusal(a.solveRecaptchaV2ProxyOn(pageurl, sitekey, 'http', '192.0.2.1', 8080, '', '', 'agent', '')))
    }
  }
}

function solver ({ Solver }, isComplete) {
  const s = new Solver(key, poll)
  const calls = {
    Balance: () => s.balance(),
    ImageText: async () => (await s.imageCaptcha({ body: base64('picture.png'), numeric: 1, min_len: 4, max_len: 8, regsense: 1 })).data,
    Coordinates: async () => (await s.coordinates({ body: base64('picture.png'), textinstructions: 'click the cars' })).data,
    RecaptchaV2: async () => (await s.recaptcha({ pageurl, googlekey: sitekey })).data,
    'RecaptchaV2 invisible': async () => (await s.recaptcha({ pageurl, googlekey: sitekey, invisible: 1 })).data,
    'RecaptchaV2 enterprise': async () => (await s.recaptcha({ pageurl, googlekey: sitekey, enterprise: 1 })).data,
    RecaptchaV3: async () => (await s.recaptcha({ pageurl, googlekey: sitekey, version: 'v3', action: 'verify', min_score: 0.4 })).data,
    FunCaptcha: async () => (await s.funCaptcha({ pageurl, publickey, data: '{"blob":"x"}' })).data,
    ReportGood: async () => s.goodReport((await s.imageCaptcha({ body: base64('picture.png') })).id),
    ReportBad: async () => s.badReport((await s.imageCaptcha({ body: base64('picture.png') })).id)
  }
  if (!isComplete) return calls
  return {
    ...calls,
    Text: async () => (await s.text({ textcaptcha: 'Two and three is?', lang: 'en' })).data,
    Grid: async () => (await s.grid({ body: base64('picture.png'), textinstructions: 'cars', rows: 3, cols: 3 })).data,
    Rotate: async () => (await s.rotate({ body: base64('picture.png'), angle: 40 })).data,
    Audio: async () => (await s.audio({ body: base64('sound.mp3'), lang: 'en' })).data,
    KeyCaptcha: async () => (await s.keyCaptcha({ pageurl, userId: 184015, sessionId: 'd55b3e42e2c1', webServerSign: '964d84e5', webServerSign2: 'ca50c6fd' })).data,
    // Five wrong keys block an address, so only two of the clients try one.
    WrongKey: () => refusal(new Solver('0'.repeat(32), poll).imageCaptcha({ body: base64('picture.png') })),
    Canvas: () => refusal(s.canvas({ body: base64('picture.png'), textinstructions: 'draw' }))
  }
}

async function refusal (promise) {
  try {
    await promise
    return 'was served'
  } catch (e) {
    return 'refused: ' + (e.err ?? e.message ?? e)
  }
}

async function main () {
  const calls = Object.entries(clients[name]())
  await Promise.all(calls.map(async ([call, make]) => {
    let line
    try {
      line = { call, result: await make() }
    } catch (e) {
      line = { call, error: String(e.err ?? e.stack ?? e) }
    }
    process.stdout.write(JSON.stringify(line) + '\n')
  }))
}

main()
