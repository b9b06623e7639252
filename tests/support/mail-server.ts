import fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  /** `smtp://127.0.0.1:PORT` */
  url: string
  /** The mails that came, whole. */
  mails: string[]
  /** Whether it refuses what comes from now on. */
  refuse(refusing: boolean): void
  stop(): Promise<void>
}

/**
 * A real mail server on loopback that keeps what is sent to it; with a folder, there as well, one file for each, for other
 * processes to read. Stop it after the test.
 */
export async function startMailServer(folder?: string): Promise<MailServer> {
  const mails: string[] = []
  let refusing = false
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    async onData(stream, _session, done) {
      let text = ''
      for await (const chunk of stream) text += chunk
      if (refusing) return done(Object.assign(new Error('full'), { responseCode: 452 }))
      mails.push(text)
      if (folder) fs.writeFileSync(path.join(folder, `${String(mails.length).padStart(4, '0')}.eml`), text)
      done()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (now) => {
      refusing = now
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
