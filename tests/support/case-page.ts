import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { CaseWorkbench, type CaseWorkbenchProps } from '@/components/case/case-workbench'
import type { RetentionActions } from '@/components/retention/case-acts'
import type { Member } from '@/lib/access/actor'
import { may } from '@/lib/access/permissions'
import { readCasePage } from '@/lib/cases/read-case-page'
import { readCaseRetention } from '@/lib/retention/read-case-retention'
import { listKnownMedia } from '@/lib/sources/list-known-media'
import { listSources } from '@/lib/sources/list-sources'

const router = { push() {}, replace() {}, refresh() {}, back() {}, forward() {}, prefetch() {} }
const routed = { ...router } as unknown as NonNullable<Parameters<typeof AppRouterContext.Provider>[0]['value']>

/** The case page as a member's browser gets it at first, without the portal around it. */
export async function casePageOf(
  member: Member,
  number: number,
  change: Partial<CaseWorkbenchProps> = {},
): Promise<string> {
  const read = await readCasePage(member, { number })
  const { id: caseId } = read.detail.case
  const workbench = createElement(CaseWorkbench, {
    ...read,
    sources: read.withheld ? null : await listSources(member, { caseId }),
    known: read.withheld ? null : await listKnownMedia(member, { caseId }),
    mayNote: may(member, 'case.note'),
    runId: null,
    memberId: member.memberId,
    mayAsk: true,
    mayClaim: true,
    mayRetry: true,
    moveTo: read.rail.may.move ? [{ queueId: 'q', name: 'Hard ones' }] : [],
    exports: !read.withheld && may(member, 'audit.export') ? { mediaWithheld: null, receiptHref: null } : null,
    retention: {
      detail: await readCaseRetention(member, { number }),
      offered: [],
      mayAnswer: false,
      receiptHref: null,
      actions: {} as RetentionActions,
    },
    now: new Date(),
    places: { search: '', queue: '/queue', previous: null, next: null, runs: {} },
    actions: {} as CaseWorkbenchProps['actions'],
    ...change,
  })
  return renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: routed }, workbench))
}

/** A page's words without its markup. */
export function wordsOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')
}
