// The limit the acknowledgement is held against: a Node server that stores a body and does nothing else.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

const folder = process.argv[2]
let stored = 0
const server = http.createServer(async (request, response) => {
  await pipeline(request, fs.createWriteStream(path.join(folder, `plain-${++stored}`)))
  response.end('{}')
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
