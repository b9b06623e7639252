'use server'

import { beginOidc } from '@/lib/access/session'
import { memberAction, publicAction } from '@/lib/http/server-action'
import { localPath } from '../../local-path'

/** Where the browser goes to sign in by the provider. `again`: it asks with which account, instead of remembering. */
export const signInByOidcAction = publicAction(async ({ next, again }: { next: string; again: boolean }) => ({
  url: await beginOidc(localPath(next), { again: again === true }),
}))

/** Where the browser goes to prove by the provider who its member is; it comes back to `returnTo`, a path of ours. */
export const confirmByOidcAction = memberAction(async (member, returnTo: string) => ({
  url: await beginOidc(localPath(returnTo), { proving: member }),
}))
