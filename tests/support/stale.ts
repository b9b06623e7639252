import type { Member } from '@/lib/access/actor'

/** The same person, so many minutes after they last proved who they are. */
export function stale(member: Member, minutes = 11): Member {
  return { ...member, provedAt: new Date(Date.now() - minutes * 60_000) }
}
