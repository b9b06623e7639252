'use client'

import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { DialogFooter } from '@/components/ui/dialog'
import { CopyButton } from './copy-button'
import { curlExample } from './curl-example'
import { ShownOnce } from './shown-once'

/** A key just made, and a request to try it with. */
export function NewKey({ apiKey, address, onDone }: { apiKey: string; address: string; onDone(): void }) {
  const example = curlExample(address, apiKey)
  return (
    <div className="grid grid-cols-1 gap-4">
      <ShownOnce id="new-key" label="Key" value={apiKey} />
      <div className="grid grid-cols-1 gap-1.5">
        <p className="text-sm font-medium">Try it</p>
        <div className="flex items-start gap-2">
          <CodeBlock className="w-full">{example}</CodeBlock>
          <CopyButton text={example} label="Copy the command" />
        </div>
      </div>
      <DialogFooter>
        <Button onClick={onDone}>I have copied it</Button>
      </DialogFooter>
    </div>
  )
}
