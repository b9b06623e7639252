import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import type { Actor } from '@/lib/access/actor'
import type { TrailEntry } from '@/lib/audit/entry'
import type { AuditEventType } from '@/lib/audit/events'
import { exportTrail } from '@/lib/audit/export-trail'
import { lookTypes } from '@/lib/audit/looks'
import { signingKey } from '@/lib/audit/signing-key'
import { trailName, verifierKey } from '@/lib/audit/trail-key'
import type { CaseRow } from '@/lib/cases/move-case'
import { type BundleFile, bytesFile, jsonFile } from './bundle-file'
import type { People } from './people'

/** Who saw something of a case, or took something of it away. */
const viewTypes: readonly string[] = [
  ...lookTypes,
  'bundle.exported',
  'statement.exported',
  'receipt.exported',
] satisfies AuditEventType[]

/**
 * The case's part of the team's trail, each entry with the proof that it is in the tree of a signed checkpoint, the key that
 * signed, and the view log, which is made of the same entries. `expected`: how many entries there are; `unsealed`: how many
 * of them could not be sealed yet.
 */
export async function trailFiles(
  { teamId, id: caseId }: Pick<CaseRow, 'teamId' | 'id'>,
  expected: number,
  people: People,
): Promise<{ files: BundleFile[]; unsealed: number }> {
  const { trail, entries } = await exportSealed(teamId, caseId, expected)
  for (const { entry } of entries) nameActor(people, entry)
  const files = [
    bytesFile('trail.jsonl', trail),
    bytesFile('public-key.txt', `${verifierKey(trailName(teamId), signingKey().publicKey)}\n`),
    jsonFile(
      'views.json',
      entries
        .filter(({ entry }) => viewTypes.includes(entry.type))
        .map(({ position, entry }) => ({
          at: entry.at,
          who: nameActor(people, entry),
          event: entry.type,
          ...(entry.facts.mediaId !== undefined && { media: entry.facts.mediaId, copy: entry.facts.copy }),
          channel: entry.channel,
          position,
        })),
    ),
  ]
  return { files, unsealed: Math.max(0, expected - entries.length) }
}

/**
 * Tries of an export until the case's entries are in it: what others are writing just now holds the sealing up, by two seconds
 * each time.
 */
const tries = 2
const pauseSeconds = 0.3

async function exportSealed(teamId: string, caseId: string, expected: number) {
  for (let left = tries; ; left--) {
    const lines: string[] = []
    for await (const piece of exportTrail(teamId, { where: eq(auditEvents.caseId, caseId), mustSeal: true }))
      lines.push(piece)
    const trail = lines.join('')
    const entries = entriesOf(trail)
    if (entries.length >= expected || left <= 1) return { trail, entries }
    await wait(pauseSeconds * 1000)
  }
}

function entriesOf(trail: string): { position: number; entry: TrailEntry }[] {
  return trail
    .split('\n')
    .filter(Boolean)
    .flatMap((line) => {
      const { position, entry } = JSON.parse(line)
      return entry ? [{ position, entry }] : []
    })
}

function nameActor(people: People, { actor }: TrailEntry): string {
  return people.name(actor.kind as Actor['kind'], actor.id)
}
