import fs from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres'
import { prepareDatabase } from '@/lib/db/prepare'

declare module 'vitest' {
  interface ProvidedContext {
    ownerUrl: string
    appCredentials: { username: string; password: string }
  }
}

/** One real Postgres for the whole run, with a migrated template that every test file copies (about 50 ms). */
export default async function setup(project: TestProject) {
  const folder = path.resolve('.tmp', `vitest-${process.pid}`)
  const server = await startEmbeddedPostgres(folder)
  const admin = postgres(server.ownerUrl, { max: 1, onnotice: () => {} })
  await admin`create database docket_template`
  const ownerUrl = new URL(server.ownerUrl)
  ownerUrl.pathname = '/docket_template'
  const appUrl = new URL(await prepareDatabase(ownerUrl.toString(), 'a secret for tests only, thirty-two characters'))
  await admin.end()
  project.provide('ownerUrl', server.ownerUrl)
  project.provide('appCredentials', { username: appUrl.username, password: appUrl.password })
  return async () => {
    await server.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
