import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

const folders = ['tests/media', 'tests/engine/formats'].map((folder) => path.resolve(folder))

/** Answers that are no file; the last word of the path names them. */
const special: Record<string, (response: http.ServerResponse) => void> = {
  'missing.jpg': (response) => response.writeHead(404).end(),
  'private.jpg': (response) => response.writeHead(403).end(),
  'page.jpg': (response) => response.writeHead(200).end('<!doctype html><p>hello</p>'),
  'empty.jpg': (response) => response.writeHead(200).end(),
  'playlist.mp4': (response) => response.writeHead(200).end('#EXTM3U\n#EXT-X-VERSION:3\n'),
  'manifest.mp4': (response) => response.writeHead(200).end('<?xml version="1.0"?><MPD></MPD>'),
  'round.jpg': (response) => response.writeHead(302, { location: '/round.jpg' }).end(),
  'inwards.jpg': (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
  'loopback.jpg': (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/a.jpg' }).end(),
  'moved.jpg': (response) => response.writeHead(302, { location: '/photograph.jpg' }).end(),
}

/** Serves the sample media, and some answers that are none, to the product; on loopback. */
export async function startMediaServer(): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  const server = http.createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://here').pathname)
    const answer = special[name]
    if (answer) return void answer(response)
    const file = folders.map((folder) => path.join(folder, name)).find((one) => fs.existsSync(one))
    if (!file) return void response.writeHead(404).end()
    const bytes = fs.readFileSync(file)
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
