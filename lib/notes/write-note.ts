import crypto from 'node:crypto'
import { z } from 'zod'
import { notes } from '@/drizzle/schema/desk'
import type { Member } from '@/lib/access/actor'
import { lockCase } from '@/lib/cases/move-case'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { DocketError } from '@/lib/errors'
import { wordsToKeep } from '@/lib/retention/seal-words'
import { colleaguesOf } from './colleagues'

const Input = z.object({
  caseId: z.uuid(),
  body: z.string().trim().min(1, 'write something').max(5000, 'at most 5,000 characters'),
  /** The members it names. */
  mentions: z.array(z.uuid()).max(20, 'at most 20').default([]),
})

/**
 * Writes a note on a case for colleagues; those it names are told. Throws `bad_request` with `fields` for somebody who is not in
 * the team, `conflict` for a case that was deleted or keeps nothing any more.
 */
export const writeNote = command({
  permission: 'case.note',
  input: Input,
  async run(tx, { caseId, body, mentions }, actor) {
    if (actor.kind !== 'member') throw new DocketError('forbidden', 'Only a person writes notes.')
    const found = await lockCase(tx, actor, caseId)
    if (found.withdrawnAt) {
      throw new DocketError('conflict', `Case ${found.number} was deleted over the API. No notes are kept on it.`)
    }
    const named = await namedIn(tx, actor, mentions)
    const noteId = crypto.randomUUID()
    const kept = await wordsToKeep(tx, found, `note:${noteId}`, body)
    const { teamId, memberId: writtenBy } = actor
    await tx.insert(notes).values({ id: noteId, teamId, caseId, body: kept, mentions: named, writtenBy })
    return { result: { noteId }, events: [{ type: 'case.noted', caseId, noteId, mentions: named }] }
  },
})

/** Each once, and not the writer. */
async function namedIn(tx: Transaction, { teamId, memberId }: Member, mentions: string[]): Promise<string[]> {
  const named = [...new Set(mentions)].filter((id) => id !== memberId)
  if (named.length === 0) return []
  const known = new Set((await colleaguesOf(tx, teamId)).map((one) => one.memberId))
  if (named.every((id) => known.has(id))) return named
  const says = 'somebody you name is not in this team any more'
  throw new DocketError('bad_request', `mentions: ${says}`, { fields: { mentions: [says] } })
}
