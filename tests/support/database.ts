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
    await dropUnused(admin, name)
    await admin.end()
  })
  return held
}

/**
 * A connection that was just being opened when its pool was closed is in no list yet, and ends by itself. Cut off by a
 * forced drop, the driver's own first query would fail where nobody listens; so the drop waits, and forces at last only.
 */
async function dropUnused(admin: postgres.Sql, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await admin.unsafe(`drop database if exists ${name} ${tries < 4 ? '' : 'with (force)'}`)
      return
    } catch (error) {
      if (tries === 5 || (error as { code?: string }).code !== '55006') throw error
      await pause(200)
    }
  }
}
