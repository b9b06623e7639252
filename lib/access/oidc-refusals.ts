import { DocketError } from '@/lib/errors'

/** Why a sign-in or a confirmation by the provider did not work, as `?error=` names it. */
export type OidcRefusal = keyof typeof sentences

/** Each with the provider's name put in. */
const sentences = {
  denied: (name) => `${name} did not let you in, or you cancelled there. Nothing was changed; try again if you like.`,
  expired: () => 'That took too long, or it was begun in another window. Begin again here.',
  unreachable: (name) =>
    `${name} cannot be reached just now. Try again in a minute; if it stays like this, tell whoever runs this server.`,
  unreadable: (name) =>
    `${name} gave an answer that Docket could not verify. Try again; if it stays like this, tell whoever runs this server, whose log says more.`,
  no_email: (name) => `${name} does not tell Docket your e-mail address, which it needs. Ask whoever runs this server.`,
  unverified: (name) =>
    `${name} does not vouch for your e-mail address, so Docket cannot tell whose account it is. Have the address verified there, or sign in with a password.`,
  other_account: (name) =>
    `Your e-mail address belongs to a person here who has another account at ${name}. Use that one, or ask whoever runs this server.`,
  deactivated: () => 'Your account on this Docket is deactivated. Ask an admin of your team.',
  no_team: (name) =>
    `You came in through ${name}, but it puts you in no team here. Ask an admin of your team to add you or to invite you.`,
  unlisted: (name) =>
    `${name} did not say which groups you are in, because they are too many. Whoever runs this server can name the groups for Docket (docs/sign-in.md).`,
  other_person: (name) =>
    `Somebody else came back from ${name}. Confirm with your own account there; nothing was changed.`,
  stale: (name) =>
    `${name} did not ask you again, or does not say when it did, so this proves nothing. Sign in there again, or confirm with your password; nothing was changed.`,
  ended: () => 'Your session ended meanwhile. Sign in again; nothing was changed.',
} as const satisfies Record<string, (name: string) => string>

/** A refusal of who came from the provider, with the word for the address line. */
export class OidcRefused extends DocketError {
  constructor(
    readonly reason: OidcRefusal,
    /** With which account they came, where that helps. */
    readonly account: string | null = null,
  ) {
    super('forbidden', `refused a sign-in by OIDC: ${reason}`)
    this.name = 'OidcRefused'
  }
}

/** The sentence of `?error=`; one that fits everything for words of next-auth's own. */
export function sayRefusal(error: string, name: string): string {
  const says = Object.hasOwn(sentences, error)
    ? sentences[error as OidcRefusal](name)
    : 'Signing in did not work. Try again; if it stays like this, tell whoever runs this server.'
  return says.charAt(0).toUpperCase() + says.slice(1)
}

/** Whether the next try should ask which account to use, for the one the provider remembers will not do. */
export function asksForAnother(error: string): boolean {
  return ['no_email', 'unverified', 'other_account', 'deactivated', 'no_team', 'other_person', 'unlisted'].includes(
    error,
  )
}
