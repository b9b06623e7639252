import type { Role, Scope } from '@/lib/access/actor'

/** How a role is called on a page, and what it is there for. */
export const roleNames: Record<Role, { name: string; does: string }> = {
  moderator: { name: 'Moderator', does: 'Hands in media and decides cases.' },
  manager: { name: 'Manager', does: 'Does what moderators do, reads the trail and sees how the server is doing.' },
  admin: { name: 'Admin', does: 'Everything, with members and API keys.' },
}

/** What a key with the scope may do. */
export const scopeNames: Record<Scope, { name: string; does: string }> = {
  read: { name: 'Read', does: 'Read detections, reports and the team’s other results.' },
  submit: { name: 'Submit', does: 'Hand in media, ask about detections and say whether verdicts were right.' },
  delete: { name: 'Delete', does: 'Delete detections and their media.' },
}
