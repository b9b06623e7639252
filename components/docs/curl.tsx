import { CopyButton } from '@/components/settings/copy-button'
import { CodeBlock } from '@/components/ui/code-block'

/** A command to copy. `of`: what it does, for those who hear the page. */
export function Curl({ of, children }: { of: string; children: string }) {
  return (
    <div className="flex items-start gap-2">
      <CodeBlock aria-label={`Command: ${of}`} className="w-full">
        {children}
      </CodeBlock>
      <CopyButton text={children} label={`Copy the command: ${of}`} />
    </div>
  )
}
