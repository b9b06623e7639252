import net from 'node:net'

/** Sends bytes as they are, as no HTTP client would, and reads the answer until the server closes or goes quiet. */
export function sendRaw(port: number, bytes: string | Buffer): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    const done = () => {
      socket.destroy()
      const [head = '', ...rest] = text.split('\r\n\r\n')
      const raw = rest.join('\r\n\r\n')
      // A chunked body's first line is its length.
      const body = /transfer-encoding: chunked/i.test(head) ? raw.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n?$/gi, '') : raw
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body })
    }
    socket.setTimeout(5000, done)
    socket.on('data', (chunk) => {
      text += chunk
      if (/\r\n\r\n[\s\S]*\}/.test(text)) socket.setTimeout(200, done)
    })
    socket.on('end', done)
    socket.on('error', (error) => (text ? done() : reject(error)))
  })
}
