export const boundary = 'docket-test-boundary'

interface Part {
  name: string
  filename?: string
  type?: string
  body: Buffer | string
}

/** The bytes of a multipart body. `open`: without its closing boundary, as an upload that broke off. */
export function multipartBody(parts: Part[], { open = false } = {}): Buffer {
  const pieces = parts.flatMap(({ name, filename, type, body }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}\r\n` +
        `${type ? `Content-Type: ${type}\r\n` : ''}\r\n`,
    ),
    Buffer.from(body as string),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat(open ? pieces.slice(0, -1) : [...pieces, Buffer.from(`--${boundary}--\r\n`)])
}

/** A request with this multipart body, sent in pieces of 64 KB as a server receives it. */
export function multipartRequest(url: string, body: Buffer, headers: Record<string, string> = {}): Request {
  let sent = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= body.length) return controller.close()
      controller.enqueue(body.subarray(sent, sent + 65_536))
      sent += 65_536
    },
  })
  return new Request(url, {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(body.length),
      ...headers,
    },
  } as RequestInit)
}

/** A multipart request with one file and some fields. */
export function uploadRequest(
  url: string,
  file: { filename: string; body: Buffer | string; type?: string },
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Request {
  const parts = Object.entries(fields).map(([name, body]) => ({ name, body }))
  return multipartRequest(url, multipartBody([...parts, { name: 'file', ...file }]), headers)
}
