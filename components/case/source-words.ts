import type { TriagedSource } from '@/lib/sources/list-sources'

/** What somebody can make of a place where the media was found. */
export type SourceJudgement = NonNullable<TriagedSource['judgement']>

/** The judgements in the order to offer, each with what it says. */
export const judgementNames: Record<SourceJudgement, { name: string; means: string }> = {
  same: { name: 'Same', means: 'The same media, unchanged.' },
  derived: { name: 'Derived', means: 'Made from the same media: cropped, edited, a part of it.' },
  original: { name: 'Original', means: 'Where this media comes from.' },
  unrelated: { name: 'Unrelated', means: 'Something else.' },
}

export const judgements = Object.keys(judgementNames) as SourceJudgement[]

/** How a place can be opened: within Docket, outside of it, or not at all. Whoever wrote the address is not to be trusted. */
export function sourceLink(url: string): { kind: 'here' | 'outside' | 'none'; shown: string } {
  if (/^\/cases\/\d+$/.test(url)) return { kind: 'here', shown: url }
  const address = URL.canParse(url) ? new URL(url) : null
  const opens = address?.protocol === 'https:' || address?.protocol === 'http:'
  return { kind: opens ? 'outside' : 'none', shown: opens && address ? address.host : url }
}

/** Why a case can have no sources; null where it can. */
export function whyNoSources({
  zeroRetention,
  withdrawnAt,
}: {
  zeroRetention: boolean
  withdrawnAt: Date | null
}): string | null {
  if (withdrawnAt) return 'It was deleted over the API, and where it was found with it.'
  if (!zeroRetention) return null
  return 'Nothing is kept of where a case that keeps nothing was found: it would show what it was.'
}

/** How far the triage of what was found has come, in a sentence. */
export function triageWords(sources: Pick<TriagedSource, 'judgement'>[]): string {
  const open = sources.filter(({ judgement }) => judgement === null).length
  const counted = sources.length === 1 ? 'One place was found' : `${sources.length} places were found`
  const origin = sources.some(({ judgement }) => judgement === 'original') ? ' The original is among them.' : ''
  if (open === 0) return `${counted}; each was judged.${origin}`
  return `${counted}; ${open === sources.length ? 'none was judged yet' : `${open} to judge`}.${origin}`
}
