/** Says that what is shown may be so no longer; null for nothing to say. Always there, so that it is read out when it begins to speak. */
export function ConnectionNotice({ text }: { readonly text: string | null }) {
  return (
    <div role="status" className="reading-connection">
      {text !== null && <p>{text}</p>}
    </div>
  )
}
