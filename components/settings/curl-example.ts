/** A command that hands in a file over the Detect API. `address` is the instance's, without a slash at the end. */
export function curlExample(address: string, key: string): string {
  return `curl -H "Authorization: Bearer ${key}" \\\n  -F file=@photo.jpg \\\n  ${address}/api/v2/detect`
}
