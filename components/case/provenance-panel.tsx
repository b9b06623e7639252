import { CircleAlert, CircleCheck } from 'lucide-react'
import { type Deleted, DeletedNote } from '@/components/retention/deleted-note'
import type { CaseDetection, CaseEvidence } from '@/lib/cases/read-case'
import type { C2paManifest } from '@/lib/engine/analysis'
import type { EvidenceFacts } from '@/lib/engine/evidence'
import { Disclosure } from './disclosure'
import { factRows } from './evidence-words'
import { FactTable } from './fact-table'
import { ManifestList } from './manifest-list'
import { judgeWords } from './opinion-words'
import { Panel } from './panel'

const states: Record<C2paManifest['validation_state'], string> = {
  Valid: 'The file carries Content Credentials, and they are intact.',
  NotPresent: 'The file carries no Content Credentials. Most files carry none, so that says nothing.',
  Unavailable: 'The Content Credentials could not be confirmed.',
}

const signers = new Map<unknown, string>([
  ['trusted', 'Their signer is on this server’s trust list.'],
  ['untrusted', 'Their signer is not on this server’s trust list: anyone can sign with a name of their choice.'],
  ['expired', 'The certificate of their signer had expired.'],
])

interface ProvenancePanelProps {
  run: Pick<CaseDetection, 'detector' | 'remote'>
  c2pa: C2paManifest
  evidence: CaseEvidence[]
  deleted: Deleted | null
}

/** Where the file says it comes from: its Content Credentials and its metadata. */
export function ProvenancePanel({ run, c2pa, evidence, deleted }: ProvenancePanelProps) {
  const metadata = evidence
    .filter(({ family }) => family === 'metadata')
    .map(({ id, title, facts }) => ({ id, title, stated: statedOnly(facts) }))
    .filter(({ stated }) => Object.keys(stated).length > 0)
  const signer = evidence.flatMap(({ facts }) => signers.get(facts.signerTrust) ?? []).at(0)
  return (
    <Panel id="provenance" title="Provenance and metadata">
      <div className="grid gap-4 text-sm">
        {deleted && (
          <DeletedNote deleted={deleted}>Only what was recognised stays. The file’s own words were</DeletedNote>
        )}
        <div className="grid gap-1.5">
          <h3 className="font-medium">Content Credentials (C2PA)</h3>
          <p>
            {states[c2pa.validation_state]} {c2pa.validation_state === 'Valid' && signer}
          </p>
          {c2pa.validation_state === 'Unavailable' && c2pa.message && <p>{c2pa.message}</p>}
          <ManifestList c2pa={c2pa} />
          {c2pa.active_manifest && Object.keys(c2pa.manifests).length === 0 && (
            <p className="text-muted-foreground [overflow-wrap:anywhere]">Active manifest: {c2pa.active_manifest}</p>
          )}
          {c2pa.validation_results.length > 0 && (
            <Disclosure summary={`Validation results (${c2pa.validation_results.length})`}>
              <Results results={c2pa.validation_results} />
            </Disclosure>
          )}
        </div>
        <div className="grid gap-1.5">
          <h3 className="font-medium">Metadata</h3>
          {metadata.length === 0 && <p className="text-muted-foreground">{noMarksWords(run)}</p>}
          {metadata.map(({ id, title, stated }) => (
            <div key={id} className="grid gap-1">
              <h4 className="text-muted-foreground">{title}</h4>
              <FactTable rows={factRows(stated)} />
            </div>
          ))}
        </div>
      </div>
    </Panel>
  )
}

function noMarksWords(run: ProvenancePanelProps['run']): string {
  if (run.detector === 'builtin') return 'No marks of a generator or editor were read.'
  return `Metadata was not looked at in this run: ${judgeWords(run)} analysed the file, and the built-in checks were not run.`
}

/** Without what the file does not say. */
function statedOnly(facts: EvidenceFacts): EvidenceFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== '' && value !== 0))
}

function Results({ results }: { results: C2paManifest['validation_results'] }) {
  const counted = results.map((result, index) => ({ ...result, key: `${index}-${result.code}` }))
  return (
    <ul className="grid gap-1.5">
      {counted.map(({ key, code, explanation, success }) => (
        <li key={key} className="flex gap-2">
          {success ? (
            <CircleCheck aria-label="Passed" className="mt-0.5 size-4 shrink-0 text-verdict-real" />
          ) : (
            <CircleAlert aria-label="Did not pass" className="mt-0.5 size-4 shrink-0 text-verdict-fake" />
          )}
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {explanation} <code className="font-mono text-xs text-muted-foreground">{code}</code>
          </span>
        </li>
      ))}
    </ul>
  )
}
