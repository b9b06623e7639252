import fs from 'node:fs/promises'
import path from 'node:path'
import { and, count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases } from '@/drizzle/schema/cases'
import { type Actor, actorId } from '@/lib/access/actor'
import { SealRefused } from '@/lib/audit/trail-head'
import { refuseEarly } from '@/lib/cases/early-decisions'
import type { CaseRow } from '@/lib/cases/move-case'
import { now } from '@/lib/clock'
import type { Transaction } from '@/lib/db/client'
import { command } from '@/lib/db/command'
import { query } from '@/lib/db/query'
import { DocketError, notFound } from '@/lib/errors'
import { caseFile, decisionFiles, readCopies, receiptFile } from './bundle-case'
import { detectionFiles } from './bundle-detections'
import { type BundleFile, bytesFile, jsonFile, manifestFile } from './bundle-file'
import { mediaFiles, mediaWithheld } from './bundle-media'
import { limitsText, readmeText } from './bundle-texts'
import { trailFiles } from './bundle-trail'
import { peopleOf } from './people'

const Input = z.object({ number: z.number().int().positive(), media: z.boolean().default(false) })

/** What the case's rows tell, in one transaction. */
const gatherRows = query({
  permission: 'audit.export',
  input: Input.pick({ number: true }),
  async run(tx, { number }, { teamId }) {
    const people = peopleOf(teamId)
    const [found] = await tx
      .select()
      .from(cases)
      .where(and(eq(cases.teamId, teamId), eq(cases.number, number)))
    if (!found) throw notFound(`Case ${number}`)
    await refuseEarly(tx, { teamId, caseId: found.id, number })
    const copies = await readCopies(tx, found)
    const files = [
      caseFile(found, copies, people),
      ...(await decisionFiles(tx, found, people)),
      ...(await detectionFiles(tx, found, people)),
      ...(await receiptFile(tx, found)),
    ]
    return { found, copies, files, people, entries: await countEntries(tx, found) }
  },
})

/** How many entries of the trail are about the case. */
async function countEntries(tx: Transaction, { teamId, id }: CaseRow): Promise<number> {
  const [row] = await tx
    .select({ entries: count() })
    .from(auditEvents)
    .where(and(eq(auditEvents.teamId, teamId), eq(auditEvents.caseId, id)))
  return row?.entries ?? 0
}

/** Writes into the trail that a bundle goes out, and which: the hash of its manifest. */
const recordBundle = command({
  permission: 'audit.export',
  input: z.object({ caseId: z.uuid(), number: z.number(), sha256: z.string() }),
  async run(tx, { number, ...facts }, { teamId }) {
    // It may have been decided while its files were made, and the entries among them are read last.
    await refuseEarly(tx, { teamId, caseId: facts.caseId, number })
    return { result: null, events: [{ type: 'bundle.exported', ...facts }] }
  },
})

/**
 * A case's evidence as files, the manifest second, and the export written into the trail. The media comes with it where it is
 * asked for and may be handed out. Throws `not_found`, also for another team's case, and `conflict` where a decision can
 * still be taken back or the trail is broken.
 */
export async function exportBundle(actor: Actor, asked: z.input<typeof Input>): Promise<BundleFile[]> {
  const { number, media = false } = asked
  const { found, copies, files, people, entries } = await gatherRows(actor, { number })
  const trail = await trailFiles(found, entries, people).catch(refuse)
  const withheld = mediaWithheld(found, copies)
  const included = media && withheld === null
  const exportedAt = now().toISOString()
  const exportedBy = people.name(actor.kind, actorId(actor))
  const all = [
    bytesFile('README.txt', readmeText({ number, exportedAt })),
    bytesFile('limits.txt', limitsText),
    bytesFile('docket-verify.mjs', await readVerifier()),
    ...files,
    ...trail.files,
    jsonFile('people.json', people.listed()),
    ...(included ? mediaFiles(copies) : []),
  ]
  const manifest = manifestFile(
    {
      team: actor.teamId,
      case: found.id,
      number,
      exportedAt,
      exportedBy,
      media: included ? 'included' : 'left out',
      mediaSays: included ? 'It was asked for.' : (withheld ?? 'It was not asked for.'),
      unsealed: trail.unsealed,
    },
    all,
  )
  await recordBundle(actor, { caseId: found.id, number, sha256: manifest.sha256 })
  const [readme, ...others] = all
  return readme ? [readme, manifest, ...others] : [manifest]
}

/** The verifier as it lies in this installation. */
function readVerifier(): Promise<Buffer> {
  return fs.readFile(path.join(/* turbopackIgnore: true */ process.cwd(), 'bin', 'docket-verify.mjs'))
}

function refuse(error: unknown): never {
  if (!(error instanceof SealRefused)) throw error
  throw new DocketError(
    'conflict',
    'The team’s trail does not fit its own checkpoints, so nothing of it can be vouched for. Verify it on the Audit page first.',
    { cause: error },
  )
}
