import crypto from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** What the provider says of somebody; `sub` is the key it is kept under. */
export type Claims = Record<string, unknown>

export interface TestProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who has an account there; change it, and the next sign-in says the new. */
  people: Map<string, Claims>
  /** Who signs in next without a page, by `sub`; `deny`: they cancel. Null: the page asks. */
  next: string | null
  stop(): Promise<void>
}

const scopes = 'openid email profile'

/**
 * A real OpenID provider (npm oidc-provider) on loopback, with PKCE required and one client. Its claims are told by the userinfo
 * endpoint only, as the standard has it, unless `inIdToken`.
 */
export async function startOidcProvider(options: {
  redirectUri: string
  people: Record<string, Claims>
  inIdToken?: boolean
}): Promise<TestProvider> {
  const server = http.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const made: TestProvider = {
    issuer,
    clientId: 'docket',
    clientSecret: crypto.randomBytes(24).toString('hex'),
    people: new Map(Object.entries(options.people)),
    next: null,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const provider = new Provider(issuer, configurationOf(made, options))
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    interact(provider, made, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  return made
}

function configurationOf(made: TestProvider, { redirectUri, inIdToken }: { redirectUri: string; inIdToken?: boolean }) {
  return {
    clients: [
      {
        client_id: made.clientId,
        client_secret: made.clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: [crypto.randomBytes(16).toString('hex')] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username', 'groups', 'realm_access'],
    },
    conformIdTokenClaims: !inIdToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    // Everybody has agreed to everything.
    async loadExistingGrant({ oidc }: GrantContext) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope(scopes)
      await grant.save()
      return grant
    },
    findAccount(_context: unknown, sub: string) {
      const claims = made.people.get(sub)
      return claims && { accountId: sub, claims: () => ({ ...claims, sub }) }
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 3600 },
  }
}

interface GrantContext {
  oidc: {
    client: { clientId: string }
    session: { accountId: string }
    provider: {
      Grant: new (of: Record<string, string>) => { addOIDCScope(scope: string): void; save(): Promise<string> }
    }
  }
}

async function interact(
  provider: Provider,
  { people, next }: TestProvider,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response)
  const who = next ?? new URL(request.url ?? '', 'http://provider').searchParams.get('as')
  if (who !== null) {
    const result =
      who === 'deny'
        ? { error: 'access_denied', error_description: 'the person cancelled' }
        : { login: { accountId: who, remember: true } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    return
  }
  const links = [...people.keys(), 'deny'].map((sub) => `<li><a href="/interaction/${uid}?as=${sub}">${sub}</a></li>`)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1><ul>${links.join('')}</ul></html>`,
  )
}
