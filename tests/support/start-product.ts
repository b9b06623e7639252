import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { freePort, ownSettings } from './launcher'
import { startMailServer } from './mail-server'
import { makeTeam } from './make-team'

/**
 * Starts Docket as a person does, from the production build, with a data folder of its own under .tmp, and stops it when
 * the journeys are done. They find its address in the config's `baseURL`, the set-up link in DOCKET_SETUP_LINK and the data
 * folder in DOCKET_DATA_DIR (for `npm run docket` beside it), in JOURNEYS_RECEIVER the one loopback address it may send to, and
 * in JOURNEYS_MAIL the folder of what it has mailed.
 * With JOURNEYS_LANE=second the team is made as well (tests/support/journey-lanes.ts).
 */
export default async function startProduct(): Promise<() => Promise<void>> {
  const folder = path.resolve('.tmp', `journeys-${process.pid}`)
  const port = process.env.JOURNEYS_PORT ?? '3210'
  const mailFolder = path.resolve('.tmp', `journeys-${process.pid}-mail`)
  fs.mkdirSync(mailFolder, { recursive: true })
  const mailServer = await startMailServer(mailFolder)
  const receiver = `127.0.0.1:${await freePort()}`
  const child = spawn(process.execPath, ['bin/start.mjs'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: {
      ...process.env,
      ...ownSettings,
      NODE_ENV: 'production',
      DATA_DIR: folder,
      PORT: port,
      SMTP_URL: mailServer.url,
      ALLOWED_PRIVATE_HOSTS: [receiver, process.env.ALLOWED_PRIVATE_HOSTS].filter(Boolean).join(','),
    },
  })
  let printed = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk
        if (process.env.DEBUG_PRODUCT) process.stderr.write(chunk)
        if (/setup\?token=\S+\s/.test(printed)) resolve()
      })
    }
  })
  const code = await Promise.race([ready, ended])
  if (code !== undefined) throw new Error(`Docket did not start (exit code ${code}):\n${printed}`)

  process.env.DOCKET_URL = `http://localhost:${port}`
  process.env.DOCKET_DATA_DIR = folder
  process.env.JOURNEYS_RECEIVER = receiver
  process.env.JOURNEYS_MAIL = mailFolder
  process.env.DOCKET_SETUP_LINK = /(http\S+setup\?token=\S+)/.exec(printed)?.[1] ?? ''
  if (process.env.JOURNEYS_LANE === 'second') makeTeam(folder)
  return async () => {
    child.kill('SIGTERM')
    await ended
    await mailServer.stop()
    for (const made of [folder, mailFolder]) fs.rmSync(made, { recursive: true, force: true })
  }
}
