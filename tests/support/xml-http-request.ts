import http from 'node:http'

/** As much of the browser's XMLHttpRequest as uploads need, over real HTTP: progress as bytes leave, breaks, aborts. */
export class NodeXMLHttpRequest extends EventTarget {
  readonly upload = new EventTarget()
  responseType = ''
  status = 0
  statusText = ''
  response: unknown = null
  private method = 'GET'
  private url = ''
  private readonly headers: Record<string, string> = {}
  private request: http.ClientRequest | undefined
  private ended = false

  open(method: string, url: string): void {
    this.method = method
    this.url = url
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value
  }

  send(form: FormData): void {
    void this.run(form).catch(() => this.end('error'))
  }

  abort(): void {
    this.request?.destroy()
    this.end('abort')
  }

  private async run(form: FormData): Promise<void> {
    const encoded = new Response(form)
    const body = Buffer.from(await encoded.arrayBuffer())
    const headers = { ...this.headers, 'content-type': encoded.headers.get('content-type') ?? '' }
    if (this.ended) return
    const request = http.request(this.url, { method: this.method, headers })
    this.request = request
    request.on('error', () => this.end('error'))
    request.on('response', async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk as Buffer)
      this.status = answer.statusCode ?? 0
      this.statusText = answer.statusMessage ?? ''
      this.response = JSON.parse(Buffer.concat(chunks).toString() || 'null')
      this.end('load')
    })
    for (let at = 0; at < body.length && !this.ended; at += 65_536) {
      await new Promise<void>((resolve) => request.write(body.subarray(at, at + 65_536), () => resolve()))
      const progress = new Event('progress')
      Object.assign(progress, { loaded: Math.min(at + 65_536, body.length) })
      this.upload.dispatchEvent(progress)
    }
    request.end()
  }

  private end(as: 'load' | 'error' | 'abort'): void {
    if (this.ended) return
    this.ended = true
    this.dispatchEvent(new Event(as))
  }
}
