/** Says that the page would not hear of a change just now. Always there, so that it is read out when it begins to speak. */
export function ConnectionNotice({ isLive, text }: { readonly isLive: boolean; readonly text: string }) {
  return (
    <div role="status" className="reading-connection">
      {!isLive && <p>{text}</p>}
    </div>
  )
}
