import { and, eq, inArray, isNotNull, ne, notInArray, or, sql } from 'drizzle-orm'
import { auditEvents } from '@/drizzle/schema/audit-events'
import { cases, decisions } from '@/drizzle/schema/cases'
import { detections } from '@/drizzle/schema/detections'
import { media } from '@/drizzle/schema/media'
import { caseSecrets, uploadKeys } from '@/drizzle/schema/retention'
import { secureUploads } from '@/drizzle/schema/secure-uploads'
import { auditOpenings } from '@/drizzle/schema/trail'
import type { Transaction } from '@/lib/db/client'
import { countKnown, forgetKnown } from '@/lib/known/forget-known'
import { isRedactedName } from '@/lib/media/is-redacted-name'
import { redactedName } from '@/lib/media/redacted-name'
import { dropSecrets } from './case-secrets'
import type { CopyName } from './copies'
import { searchCopy } from './gone-search'
import { wordCopies } from './gone-words'
import type { Purge, RowCopy } from './purge-outcome'
import { deskWordsLeft, redactDesk } from './redact-desk'

/** What an erased reason is replaced by: that somebody decided stays. */
export const erasedReason = 'Erased on request.'

/** Events whose reasons stay when a case is erased: they tell why it was. */
const reasonsThatStay = ['erasure.requested', 'case.purge_asked'] as const

const ofMedia = ({ teamId, caseId, files }: Purge) =>
  and(
    eq(media.teamId, teamId),
    eq(media.caseId, caseId),
    inArray(
      media.id,
      files.map(({ id }) => id),
    ),
  )
const ofCase = ({ teamId, caseId }: Purge) => and(eq(cases.teamId, teamId), eq(cases.id, caseId))

export const rowCopies = {
  sealed_rows: {
    change: dropSecrets,
    left: (tx, { teamId, caseId }) =>
      tx.$count(caseSecrets, and(eq(caseSecrets.teamId, teamId), eq(caseSecrets.caseId, caseId))),
    says: 'Counted afterwards: there is no sealed row of this case.',
  },

  secure_upload: {
    async change(tx, { teamId }, id) {
      await tx
        .update(secureUploads)
        .set({ sha256: '' })
        .where(and(eq(secureUploads.teamId, teamId), eq(secureUploads.id, id), isNotNull(secureUploads.usedAt)))
      await tx.delete(uploadKeys).where(and(eq(uploadKeys.teamId, teamId), eq(uploadKeys.uploadId, id)))
    },
    async left(tx, { teamId }, id) {
      const telling = or(ne(secureUploads.sha256, ''), isNotNull(secureUploads.filename))
      const rows = await tx.$count(
        secureUploads,
        and(eq(secureUploads.teamId, teamId), eq(secureUploads.id, id), telling),
      )
      return rows + (await tx.$count(uploadKeys, and(eq(uploadKeys.teamId, teamId), eq(uploadKeys.uploadId, id))))
    },
    says: 'Read again afterwards: its row holds neither name nor digest, and there is no key of it.',
  },

  filename: {
    async change(tx, purge) {
      const [found] = await tx.select({ title: cases.title }).from(cases).where(ofCase(purge))
      if (found && !isRedactedName(found.title))
        await tx
          .update(cases)
          .set({ title: redactedName(found.title) })
          .where(ofCase(purge))
      for (const { id, filename } of await namesOf(tx, purge)) {
        if (isRedactedName(filename)) continue
        const itself = and(eq(media.teamId, purge.teamId), eq(media.id, id))
        await tx
          .update(media)
          .set({ filename: redactedName(filename) })
          .where(itself)
      }
    },
    async left(tx, purge) {
      const titles = await tx.select({ filename: cases.title }).from(cases).where(ofCase(purge))
      const names = [...titles, ...(await namesOf(tx, purge))]
      return names.filter(({ filename }) => !isRedactedName(filename)).length
    },
    says: 'Read again afterwards: case and files are called by redacted names.',
  },

  url: {
    async change(tx, purge) {
      await tx.update(cases).set({ sourceUrl: null }).where(ofCase(purge))
    },
    left: (tx, purge) => tx.$count(cases, and(ofCase(purge), isNotNull(cases.sourceUrl))),
    says: 'Read again afterwards: the case has no address.',
  },

  digest: {
    async change(tx, purge) {
      if (purge.files.length > 0) await tx.update(media).set({ sha256: '' }).where(ofMedia(purge))
    },
    left: async (tx, purge) =>
      purge.files.length === 0 ? 0 : tx.$count(media, and(ofMedia(purge), ne(media.sha256, ''))),
    says: 'Read again afterwards: no row of a file holds its digest.',
  },

  fingerprints: {
    change: (tx, purge) => forgetKnown(tx, purge),
    left: (tx, purge) => countKnown(tx, purge),
    says: 'Counted afterwards: there is no fingerprint of its media, and no word on what it matches.',
  },

  ...wordCopies,
  ...searchCopy,

  openings: {
    async change(tx, purge) {
      await tx.delete(auditOpenings).where(and(openingsOf(purge), eq(auditOpenings.field, 'sha256')))
    },
    left: (tx, purge) => tx.$count(auditOpenings, and(openingsOf(purge), eq(auditOpenings.field, 'sha256'))),
    says: 'Counted afterwards: no digest of the media can be opened in the trail.',
  },

  decision: {
    async change(tx, purge) {
      const { teamId, caseId } = purge
      await tx
        .update(decisions)
        .set({ reason: erasedReason })
        .where(and(eq(decisions.teamId, teamId), eq(decisions.caseId, caseId)))
      await redactDesk(tx, { teamId, caseId })
      await tx.delete(auditOpenings).where(and(openingsOf(purge), notStaying(tx, purge)))
    },
    async left(tx, purge) {
      const { teamId, caseId } = purge
      const ofDecision = and(
        eq(decisions.teamId, teamId),
        eq(decisions.caseId, caseId),
        ne(decisions.reason, erasedReason),
      )
      return (
        (await tx.$count(decisions, ofDecision)) +
        (await deskWordsLeft(tx, { teamId, caseId })) +
        (await tx.$count(auditOpenings, and(openingsOf(purge), notStaying(tx, purge))))
      )
    },
    says:
      'Read again afterwards: no decision holds a reason, no note or second look holds words, and the trail opens no reason ' +
      'but that of the erasure.',
  },

  idempotency: {
    async change(tx, purge) {
      await tx.update(detections).set({ idempotencyKey: null, idempotencyHash: null }).where(notesOf(purge))
    },
    left: (tx, purge) => tx.$count(detections, notesOf(purge)),
    says: 'Read again afterwards: keyed digests alone, and none after an erasure.',
  },
} satisfies Partial<Record<CopyName, RowCopy>>

/** Runs whose note tells of the media: after an erasure any, else one that is neither a digest nor random (lib/http/idempotency-key.ts). */
function notesOf({ teamId, caseId, reason }: Purge) {
  const digest = '[0-9a-f]{64}'
  const harmless = `^((api|portal):(${digest}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|sample:.*)$`
  const telling =
    reason === 'erasure'
      ? or(isNotNull(detections.idempotencyKey), isNotNull(detections.idempotencyHash))
      : sql`(${detections.idempotencyHash} !~ ${`^${digest}$`} or ${detections.idempotencyKey} !~ ${harmless})`
  return and(eq(detections.teamId, teamId), eq(detections.caseId, caseId), telling)
}

function namesOf(tx: Transaction, purge: Purge) {
  return tx.select({ id: media.id, filename: media.filename }).from(media).where(ofMedia(purge))
}

function openingsOf({ teamId, caseId }: Purge) {
  return and(eq(auditOpenings.teamId, teamId), eq(auditOpenings.caseId, caseId))
}

function notStaying(tx: Transaction, { teamId, caseId }: Purge) {
  const staying = tx
    .select({ uid: auditEvents.uid })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.teamId, teamId),
        eq(auditEvents.caseId, caseId),
        inArray(auditEvents.type, [...reasonsThatStay]),
      ),
    )
  return notInArray(auditOpenings.eventUid, staying)
}
