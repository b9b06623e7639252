import crypto from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, inject } from 'vitest'
import { closeDatabase, connect, replaceDatabase } from '@/lib/db/client'

export interface TestDatabase {
  /** As the owner: for looking at what the app cannot see. */
  owner: postgres.Sql
  ownerUrl: string
  /** As the app's role. */
  appUrl: string
}

/** Gives this test file a database of its own, migrated and empty, and points the app's pool at it. */
export function useTestDatabase(): TestDatabase {
  const name = `docket_test_${crypto.randomBytes(6).toString('hex')}`
  const held = {} as TestDatabase
  beforeAll(async () => {
    const serverUrl = inject('ownerUrl')
    const { username, password } = inject('appCredentials')
    const admin = postgres(serverUrl, { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${name} template docket_template`)
    await admin.end()
    const ownerUrl = new URL(serverUrl)
    ownerUrl.pathname = `/${name}`
    const appUrl = new URL(ownerUrl)
    appUrl.username = username
    appUrl.password = password
    held.ownerUrl = ownerUrl.toString()
    held.appUrl = appUrl.toString()
    held.owner = postgres(held.ownerUrl, { max: 2, onnotice: () => {} })
    replaceDatabase(connect(held.appUrl, 5))
  })
  afterAll(async () => {
    await closeDatabase()
    await held.owner?.end()
    const admin = postgres(inject('ownerUrl'), { max: 1, onnotice: () => {} })
    await connectionsEnded(admin, name)
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return held
}

/** A connection that was just being opened when its pool was closed ends by itself; dropped, it would fail unheard. */
async function connectionsEnded(admin: postgres.Sql, name: string): Promise<void> {
  for (let looks = 0; looks < 200; looks++) {
    const [left] = await admin`select 1 from pg_stat_activity where datname = ${name} limit 1`
    if (!left) return
    await pause(50)
  }
}
