// Loaded before everything else (node --require): the clients have their addresses written into them, so the names of those servers lead here instead,
// as an entry in the hosts file would. Names, TLS and the check of the certificate stay as they are.
'use strict'
const tls = require('tls')

const names = new Set(process.env.CAPTCHAGRAINS_NAMES.split(','))
const port = Number(process.env.CAPTCHAGRAINS_PORT)
const connect = tls.connect

tls.connect = function (...args) {
  const options = args.find(a => a !== null && typeof a === 'object')
  if (!options || !names.has(options.host)) throw new Error(`no client has any business with ${options?.host}`)
  options.servername ||= options.host
  options.host = '127.0.0.1'
  options.port = port
  return connect.apply(this, args)
}
