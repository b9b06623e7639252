import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { loadEnvConfig } from '@next/env'
import { afterEach, expect, test } from 'vitest'
import { readSettings } from '@/lib/env'
import { childEnvironment } from '../../bin/launcher/child-environment'

const before = { ...process.env }
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

test('what Next reads from .env on its own brings no password of the owner into the web process', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'docket-env-'))
  const names = ['DATABASE_URL', 'PGPASSWORD', 'POSTGRES_PASSWORD', 'DOCKET_PASSWORD']
  fs.writeFileSync(
    path.join(folder, '.env'),
    names.map((name) => `${name}=postgres://owner:secret@db/docket\n`).join(''),
  )
  try {
    const settings = readSettings({ NODE_ENV: 'production' })
    Object.assign(process.env, childEnvironment(settings, 'postgres://app@db/docket', 'x'.repeat(32)))
    loadEnvConfig(folder, false, { info: () => {}, error: () => {} }, true)
    for (const name of names) expect(process.env[name], name).toBe('')
    const read = readSettings(process.env)
    expect([read.DATABASE_URL, read.DATABASE_APP_URL]).toEqual([undefined, 'postgres://app@db/docket'])
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
})
