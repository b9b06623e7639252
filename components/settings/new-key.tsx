'use client'

import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { DialogFooter } from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import { CopyButton } from './copy-button'
import { curlExample } from './curl-example'

/** A key just made, and a request to try it with. */
export function NewKey({ apiKey, address, onDone }: { apiKey: string; address: string; onDone(): void }) {
  const example = curlExample(address, apiKey)
  return (
    <div className="grid grid-cols-1 gap-4">
      <div className="grid gap-1.5">
        <Label htmlFor="new-key">Key</Label>
        <div className="flex gap-2">
          <input
            id="new-key"
            readOnly
            value={apiKey}
            onFocus={(event) => event.currentTarget.select()}
            className="h-9 w-full min-w-0 rounded-md border border-input bg-muted px-3 font-mono text-[0.8125rem]"
          />
          <CopyButton text={apiKey} label="Copy the key" />
        </div>
      </div>
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
