import { FileBadge, FileQuestion } from 'lucide-react'
import type { C2paManifest } from '@/lib/engine/analysis'
import { type ManifestNode, manifestTree } from './manifest-tree'

/** What a file's Content Credentials say it was made from, each step beneath the one that used it. */
export function ManifestList({ c2pa }: { c2pa: C2paManifest }) {
  const { root, others } = manifestTree(c2pa)
  const nodes = root ? [root, ...others] : others
  if (nodes.length === 0) return null
  return (
    <div className="grid gap-2">
      <ul aria-label="Origin, step by step" className="grid gap-2">
        {nodes.map((node) => (
          <Step key={node.key} node={node} />
        ))}
      </ul>
      <p className="text-[0.8125rem] leading-5 text-pretty text-muted-foreground">
        {root && root.children.length === 0 && 'It names nothing that it was made from. '}
        Only the first was checked against this file. Whatever it was made from is told as the first says it.
      </p>
    </div>
  )
}

function Step({ node }: { node: ManifestNode }) {
  const { role, label, generator, signer, format, states, children } = node
  const Icon = label ? FileBadge : FileQuestion
  return (
    <li className="grid gap-2">
      <div className="flex gap-2">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <div className="grid min-w-0 gap-0.5 [overflow-wrap:anywhere]">
          <p>
            <span className="font-medium">{role}</span>
            {format && <span className="text-muted-foreground"> · {format}</span>}
          </p>
          {label === null ? (
            <p className="text-muted-foreground">It has no Content Credentials of its own here.</p>
          ) : (
            <>
              <p>
                {generator ? `Written by ${generator}` : 'The program that wrote it is not named'}
                {signer ? `, signed in the name of ${signer.replace(/\.$/, '')}.` : '; no signer is named.'}
              </p>
              {states.length > 0 && <p className="text-muted-foreground">States: {states.join('; ')}.</p>}
              <p className="font-mono text-xs text-muted-foreground">{label}</p>
            </>
          )}
        </div>
      </div>
      {children.length > 0 && (
        <ul className="ml-2 grid gap-2 border-l pl-4">
          {children.map((child) => (
            <Step key={child.key} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}
