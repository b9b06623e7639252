import { execFile } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { SQL } from 'drizzle-orm'
import type { Actor } from '@/lib/access/actor'
import type { AuditEvent } from '@/lib/audit/events'
import { exportTrail } from '@/lib/audit/export-trail'
import { recordEvents } from '@/lib/audit/record'
import { sealAll } from '@/lib/audit/seal-trail'
import { withTeam } from '@/lib/db/client'

/** Milliseconds: tests of other files have transactions open on the same server. */
export const patience = 20_000

/** Records that so many cases were looked at, all in one transaction. */
export function recordLooks(actor: Actor, count: number): Promise<void> {
  return recordAll(
    actor,
    Array.from({ length: count }, () => ({ type: 'case.viewed', caseId: crypto.randomUUID() })),
  )
}

/** Records events in a transaction of their own. */
export function recordAll(actor: Actor, events: AuditEvent[]): Promise<void> {
  return withTeam(actor.teamId, (tx) => recordEvents(tx, actor, events))
}

/** A decision, whose reason is committed to. */
export function decision(reason: string, caseId: string = crypto.randomUUID()): AuditEvent {
  const decisionId = crypto.randomUUID()
  return { type: 'case.decided', caseId, decisionId, finding: 'synthetic', reason, label: 'Fake', score: 0.875 }
}

/** Records and seals so many looks, in so many checkpoints. */
export async function growTrail(actor: Actor, ...checkpoints: number[]): Promise<void> {
  for (const count of checkpoints) {
    await recordLooks(actor, count)
    await sealAll(actor.teamId, patience)
  }
}

/** A team's export as lines without their line feeds. */
export async function exportLines(teamId: string, where?: SQL): Promise<string[]> {
  let text = ''
  for await (const piece of exportTrail(teamId, { where })) text += piece
  return text.split('\n').slice(0, -1)
}

export interface Verified {
  code: number
  says: string
}

/**
 * Runs the verifier as somebody without Docket does: in an empty folder with nothing but it and the given files, with no
 * environment. The first of `files` is what is checked.
 */
export async function verifyAlone(files: Record<string, string>, ...more: string[]): Promise<Verified> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'docket-verify-'))
  try {
    await fs.copyFile('bin/docket-verify.mjs', path.join(folder, 'docket-verify.mjs'))
    for (const [name, content] of Object.entries(files)) await fs.writeFile(path.join(folder, name), content)
    const [first = ''] = Object.keys(files)
    return await new Promise((resolve) => {
      const args = ['docket-verify.mjs', first, ...more]
      execFile(process.execPath, args, { cwd: folder, env: {} as NodeJS.ProcessEnv }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, says: stdout + stderr }),
      )
    })
  } finally {
    await fs.rm(folder, { recursive: true })
  }
}

/** Lines as a file's text. */
export const asFile = (lines: string[]) => lines.map((line) => `${line}\n`).join('')
