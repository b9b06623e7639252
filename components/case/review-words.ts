import type { RailReview } from '@/lib/cases/read-rail'

type Asked = Pick<RailReview, 'kind' | 'askedByKind' | 'askedByName'>

/** What a case waits for: "Waiting for a second look". */
export function awaitedWords({ kind }: Pick<Asked, 'kind'>): { title: string; means: string } {
  return kind === 'appeal'
    ? {
        title: 'An appeal is open',
        means: 'The decision stands until somebody who has not decided this case before has decided again.',
      }
    : {
        title: 'Waiting for a second look',
        means: 'No decision counts, and nothing is sent, until somebody else has decided too.',
      }
}

/** Who asked for it: "Asked for by Mo", "The policy asks for it". */
export function askedWords({ askedByKind, askedByName }: Asked): string {
  switch (askedByKind) {
    case 'policy':
      return 'The policy asks for it'
    case 'api-key':
      return `Asked for over the API${askedByName ? ` (${askedByName})` : ''}`
    case 'member':
      return `Asked for by ${askedByName ?? 'a former member'}`
    default:
      return askedByKind satisfies never
  }
}

/** How one ended, or that it has not: "Second look: upheld by Mo". */
export function outcomeWords({
  kind,
  status,
  reviewerName,
}: Pick<RailReview, 'kind' | 'status' | 'reviewerName'>): string {
  const name = kind === 'appeal' ? 'Appeal' : 'Second look'
  const by = reviewerName ?? 'a former member'
  switch (status) {
    case 'open':
      return `${name}: awaited`
    case 'upheld':
      return `${name}: ${by} came to the same decision`
    case 'overruled':
      return `${name}: ${by} came to another decision`
    case 'withdrawn':
      return `${name}: called off`
    default:
      return status satisfies never
  }
}
