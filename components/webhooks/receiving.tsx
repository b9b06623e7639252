import { CodeBlock } from '@/components/ui/code-block'

const example = `import { Webhook } from 'standardwebhooks'
const webhook = new Webhook('whsec_…') // this webhook’s own secret
const { type, data } = webhook.verify(rawBody, request.headers)
if (type === 'decision.made') act(data.case.number, data.decision.action)`

/** What a receiver has to know, for whoever writes one. */
export function Receiving() {
  return (
    <section aria-labelledby="receiving-heading" className="mt-8">
      <h2 id="receiving-heading" className="text-base font-semibold tracking-tight">
        What a receiver has to know
      </h2>
      <ul className="mt-1 mb-3 grid max-w-prose list-disc gap-1 pl-5 text-sm text-pretty text-muted-foreground">
        <li>Everything is signed by the Standard Webhooks scheme, with a secret of each webhook’s own.</li>
        <li>Nothing is sent while a decision can be taken back, or while a second look at it is awaited.</li>
        <li>
          The same message may come twice; its <code className="font-mono">webhook-id</code> tells. The latest decision
          of a case counts, whichever comes first.
        </li>
        <li>An answer of 2xx within ten seconds takes it; otherwise it is sent up to five times more.</li>
        <li>People appear under pseudonyms. Of media that must not be kept, no reason is sent.</li>
      </ul>
      <CodeBlock aria-label="Taking a message">{example}</CodeBlock>
    </section>
  )
}
