import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'

/** Looks for entries by hash, label or description; the browser's own form. */
export function SearchEntries({ search }: { search: string }) {
  return (
    <form action="/settings/known-media" className="flex flex-wrap items-end gap-2">
      <div className="grid min-w-0 flex-1 gap-1.5">
        <Label htmlFor="entry-search">Entries</Label>
        <Input
          id="entry-search"
          name="q"
          defaultValue={search}
          placeholder="A hash, or a word of a label"
          maxLength={200}
        />
      </div>
      <Button type="submit" variant="outline">
        Search
      </Button>
    </form>
  )
}
