import { CodeBlock } from '@/components/ui/code-block'
import { ReplaceSecret, type ReplaceSecretAction } from './replace-secret'

const example = `import { Webhook } from 'standardwebhooks'
const webhook = new Webhook('whsec_…') // the team’s secret, from your settings
const { success, item } = webhook.verify(rawBody, request.headers)`

/** How callbacks are signed, how a receiver checks that, and the way to a new secret for those who may. */
export function Signing({ replaceSecret }: { replaceSecret?: ReplaceSecretAction<Record<string, never>> | undefined }) {
  return (
    <section aria-labelledby="signing-heading" className="mt-8">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div>
          <h2 id="signing-heading" className="text-base font-semibold tracking-tight">
            How a receiver knows that it is from here
          </h2>
          <p className="mt-1 max-w-prose text-sm text-pretty text-muted-foreground">
            Every callback is signed with the team’s secret by the Standard Webhooks scheme. The secret is shown only
            when it is made, so replace it to get one for your receivers. A receiver takes the body as it came, before
            parsing it, and knows a repeated callback by its <code className="font-mono">webhook-id</code>.
          </p>
        </div>
        {replaceSecret ? (
          <ReplaceSecret
            replaceSecret={replaceSecret}
            input={{}}
            question="From the next try on, every callback of this team is signed with a new secret. Receivers that check signatures refuse them until they are given the new one."
          />
        ) : null}
      </div>
      <CodeBlock aria-label="Checking a signature">{example}</CodeBlock>
    </section>
  )
}
