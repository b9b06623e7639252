import type { Role, Scope } from '@/lib/access/actor'

/** How a role is called on a page, and what it is there for. */
export const roleNames: Record<Role, { name: string; does: string }> = {
  moderator: { name: 'Moderator', does: 'Hands in media and decides cases.' },
  manager: { name: 'Manager', does: 'The same, and reads the trail and sees how the server is doing.' },
  admin: { name: 'Admin', does: 'Everything, with members and API keys.' },
}

/** What a key with the scope may do. */
export const scopeNames: Record<Scope, { name: string; does: string }> = {
  read: { name: 'Read', does: 'Read detections and their results.' },
  submit: { name: 'Submit', does: 'Hand in media for detection.' },
  delete: { name: 'Delete', does: 'Delete detections and their media.' },
}
