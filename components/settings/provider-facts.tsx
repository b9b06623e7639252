import { TriangleAlert } from 'lucide-react'
import { Alert, AlertDescription } from '@/components/ui/alert'
import { Fact, Facts } from './facts'
import { issuerHost, mappingWords, type ProviderFacts } from './provider-words'

interface IdentityProviderProps {
  provider: ProviderFacts | null
  teamName: string
  /** Teams that the mapping names and that are not on this server. */
  missing?: string[]
}

/** Whether people can sign in by an identity provider (OIDC), and what it says of them. */
export function IdentityProvider({ provider, teamName, missing = [] }: IdentityProviderProps) {
  if (!provider) {
    return (
      <p className="max-w-prose text-sm text-pretty text-muted-foreground">
        None is set. Whoever runs this server can name one with OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; then
        the sign-in page has a button for it.
      </p>
    )
  }
  const mapping = mappingWords(provider, teamName)
  const facts = (
    <Facts>
      <Fact name="Name">{provider.name}</Fact>
      <Fact name="Issuer">{issuerHost(provider.issuer)}</Fact>
      <Fact name="Who comes in">
        {mapping.length > 0 ? (
          <ul className="grid gap-1">
            {mapping.map((says) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        ) : (
          'It puts nobody into this team by itself: it lets in people who are in the team already.'
        )}
      </Fact>
    </Facts>
  )
  if (missing.length === 0) return facts
  return (
    <div className="grid gap-3">
      {facts}
      <Alert variant="warning">
        <TriangleAlert aria-hidden />
        <AlertDescription className="[overflow-wrap:anywhere]">
          OIDC_TEAMS names {missing.length === 1 ? 'a team that does not exist' : 'teams that do not exist'} here:{' '}
          {missing.join(', ')}. Nobody comes in by {missing.length === 1 ? 'it' : 'them'} until whoever runs this server
          puts the name right or makes the team.
        </AlertDescription>
      </Alert>
    </div>
  )
}
