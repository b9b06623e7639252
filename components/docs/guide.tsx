import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { anchored } from './anchors'

/** The sections of the guide, in order. */
export const guideSections = [
  { id: 'keys', title: 'Keys' },
  { id: 'errors', title: 'Errors' },
  { id: 'rate', title: 'Rate limit' },
  { id: 'waiting', title: 'Waiting for a result' },
  { id: 'callbacks', title: 'Callbacks' },
  { id: 'zero-retention', title: 'Zero retention' },
  { id: 'engine', title: 'What the built-in engine answers' },
  { id: 'unserved', title: 'What is not served' },
] as const

interface GuideProps {
  /** This Docket's address, without a slash at the end. */
  address: string
  mayReadKeys: boolean
  mayReadCallbacks: boolean
}

/** What holds for every call, before the calls themselves. */
export function Guide({ address, mayReadKeys, mayReadCallbacks }: GuideProps) {
  return (
    <>
      <Section id="keys">
        <p>
          Every call is made at <Code>{`${address}/api/v2`}</Code> with a key: <Code>Authorization: Bearer KEY</Code>{' '}
          (or <Code>Authorization: Token token=KEY</Code>). A key belongs to one team and sees nothing of another’s. It
          has scopes: <b>read</b>, <b>submit</b> and <b>delete</b>; each call below names the one it needs.{' '}
          {mayReadKeys ? (
            <To href="/settings/keys">Create a key</To>
          ) : (
            'An admin of your team creates keys under Settings, API keys'
          )}
          .
        </p>
        <p>The commands on this page read the key from the shell:</p>
        <CodeBlock aria-label="Put the key in the shell">export DOCKET_KEY=…</CodeBlock>
        <p>
          A client that adds <Code>v2</Code> by itself is given the address without it, as the vendor’s own for Node:
        </p>
        <CodeBlock aria-label="The vendor’s client for Node">
          {`import { Resemble } from '@resemble/node'\n\nResemble.setApiKey(key)\nResemble.setBaseUrl('${address}/api/')\nconst { item } = await Resemble.v2.detection.createSync({ file: 'photo.jpg' })`}
        </CodeBlock>
      </Section>
      <Section id="errors">
        <p>
          A refusal is JSON with a sentence that says what was wrong and what to do, twice, because clients read either,
          and with the faults by field where there are any. Whatever is refused leaves nothing behind.
        </p>
        <CodeBlock aria-label="A refusal">
          {
            '{\n  "success": false,\n  "message": "frame_length must be a whole number from 1 to 4.",\n  "error": "frame_length must be a whole number from 1 to 4.",\n  "errors": { "frame_length": ["must be a whole number from 1 to 4"] }\n}'
          }
        </CodeBlock>
        <p>
          An analysis that fails is no error of the call: it is answered with 200, <Code>status</Code> “failed” and the
          reason in <Code>error_message</Code>. Every answer of a call with a key carries <Code>X-Request-Id</Code>, by
          which the server’s log is searched. Another team’s record is answered exactly like one that does not exist.
        </p>
      </Section>
      <Section id="rate">
        <p>
          A key may make 40 requests a second. Past that the answer is 429, and <Code>Retry-After</Code> says after how
          many seconds to come back.
        </p>
      </Section>
      <Section id="waiting">
        <p>
          <Code>POST /detect</Code> answers at once, with <Code>status</Code> “processing”. Read the detection again
          until it is “completed” or “failed”; or send <Code>Prefer: wait</Code>, and the answer comes when the analysis
          has ended, after 110 seconds at the latest with what there is by then; or name a callback.
        </p>
        <p>
          With an <Code>Idempotency-Key</Code> a request can be sent again when its answer was lost: the same key with
          the same request is answered with the first one’s record, and with another request it is refused with 409.
        </p>
      </Section>
      <Section id="callbacks">
        <p>
          With <Code>callback_url</Code> the outcome is sent there as a POST with the same JSON as the waiting answer;
          of a failure with <Code>success</Code> false and <Code>error</Code>. The address must be public and HTTPS,
          unless the administrator allowed its host. A delivery has ten seconds and needs an answer from 200 to 299;
          redirects count as failures. It is tried again five times, at growing intervals. It may arrive more than once:
          its <Code>webhook-id</Code> stays the same.
        </p>
        <p>
          Deliveries are signed by the Standard Webhooks scheme, in the headers <Code>webhook-id</Code>,{' '}
          <Code>webhook-timestamp</Code> and <Code>webhook-signature</Code>, with your team’s secret. It is shown once,
          when an admin of your team replaces it under{' '}
          {mayReadCallbacks ? <To href="/settings/callbacks">Callbacks</To> : 'Settings, Callbacks'}. Verify the bytes
          as they came, before parsing them; there are libraries for most languages:
        </p>
        <CodeBlock aria-label="Verifying a callback in JavaScript">
          {
            "import { Webhook } from 'standardwebhooks'\n\n// Throws where the signature is wrong or more than five minutes old.\nconst outcome = new Webhook(secret).verify(body, headers)"
          }
        </CodeBlock>
      </Section>
      <Section id="zero-retention">
        <p>
          With <Code>zero_retention_mode</Code> nothing of the media is kept. <Code>url</Code> and{' '}
          <Code>audio_url</Code> are null in every answer, and the file’s name is replaced, from the first
          acknowledgement on. The media is deleted once the analysis, and whatever was asked for beside it, has ended,
          also when it failed; <Code>file_deleted_at</Code> is set only after it was found to be gone. Verdict, scores
          and the record stay. Only a request can ask for it: no team’s default or rule is applied to the API. Until its
          deletion the media lies encrypted; a team may let its own people look at it for up to 7 days before that (by
          default it does not), and programs never see it. What you ask or comment is kept as long as the media, and
          read back as asked until then.
        </p>
      </Section>
      <Section id="engine">
        <p>
          A label is not read off its score here. “Fake” and “Real” need evidence that may decide; all else is
          “Neutral/Uncertain” (“inconclusive” for sound), also at a score of 0.74, and mostly at 0.5, where nothing was
          found. The built-in engine never says “Likely fake” or “Likely real”. What a verdict rests on, and what it
          cannot show, stands in each item under <Code>docket</Code>.
        </p>
        <p>
          Sound is judged as a whole: <Code>metrics.score</Code> holds a null for each window, and{' '}
          <Code>metrics.consistency</Code> is empty. Reverse search looks at this team’s own cases alone, for exactly
          the same file.
        </p>
      </Section>
      <Section id="unserved">
        <p>
          Watermarks, Identity, Signal, text detection, agents and streaming need their vendor’s own models. A request
          for one of them is refused with 403 and its name, never answered with an invented result; so are{' '}
          <Code>detect_watermark</Code> and <Code>signal</Code> on <Code>POST /detect</Code>.
        </p>
      </Section>
    </>
  )
}

function Section({ id, children }: { id: (typeof guideSections)[number]['id']; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mb-8 grid max-w-prose grid-cols-1 gap-3 text-sm leading-6 text-pretty">
      <h2 id={id} className={`${anchored} text-lg font-semibold tracking-tight`}>
        {guideSections.find((section) => section.id === id)?.title}
      </h2>
      {children}
    </section>
  )
}

function Code({ children }: { children: string }) {
  return <code className="rounded bg-muted px-1 py-0.5 font-mono text-[0.8125rem] wrap-anywhere">{children}</code>
}

function To({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href as Route} className="text-primary underline underline-offset-2">
      {children}
    </Link>
  )
}
