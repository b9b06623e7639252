import fs from 'node:fs'
import type { ReplicatedDesk } from './desk'
import { password } from './desk'

/** A person's cookies, which a browser sends to the public address, whichever replica answers there. */
export class Browser {
  private readonly cookies = new Map<string, string>()

  constructor(private readonly desk: ReplicatedDesk) {}

  async ask(url: string, path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    // As the proxy before both says it.
    const forwarded = { 'x-forwarded-host': new URL(this.desk.publicUrl).host }
    const headers = {
      cookie,
      ...forwarded,
      origin: this.desk.publicUrl,
      referer: `${this.desk.publicUrl}/`,
      ...init.headers,
    }
    const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '' || /max-age=0/i.test(set)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  /** Signs in at one replica, as the form does. */
  async signIn(url: string, email: string): Promise<void> {
    const { csrfToken } = (await (await this.ask(url, '/api/auth/csrf')).json()) as { csrfToken: string }
    const form = new URLSearchParams({ csrfToken, email, password, callbackUrl: `${this.desk.publicUrl}/queue` })
    const answer = await this.ask(url, '/api/auth/callback/credentials', { method: 'POST', body: form })
    const to = answer.headers.get('location') ?? ''
    if (answer.status !== 302 || !to.endsWith('/queue')) {
      throw new Error(`not signed in: ${answer.status} ${to} ${await answer.text()}`)
    }
  }

  /** Runs a server action by the name it is exported with; answers its result. */
  async act(url: string, path: string, name: string, input: unknown): Promise<{ ok: boolean; message?: string }> {
    const answer = await this.ask(url, path, {
      method: 'POST',
      headers: {
        'next-action': actionId(name),
        'content-type': 'text/plain;charset=UTF-8',
        accept: 'text/x-component',
      },
      body: JSON.stringify([input]),
    })
    const text = await answer.text()
    const [, result] = /^\d+:(\{"ok":.*\})$/m.exec(text) ?? []
    if (!result) throw new Error(`${name} answered ${answer.status}: ${text.slice(0, 500)}`)
    return JSON.parse(result)
  }
}

/** The number the build gave an action, in what it keeps for its server. */
function actionId(name: string): string {
  const { node } = JSON.parse(fs.readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName?: string }>
  }
  const [id] = Object.entries(node).find(([, { exportedName }]) => exportedName === name) ?? []
  if (!id) throw new Error(`the build has no action ${name}`)
  return id
}
