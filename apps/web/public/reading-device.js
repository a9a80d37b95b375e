/* Before the first paint: what was chosen on this device (src/theme/colour-scheme.ts, src/features/reading/big-type.ts), so that nothing flashes. */
{
  const { dataset } = document.documentElement
  const scheme = localStorage.getItem('samsyn.colour-scheme')
  if (scheme === 'light' || scheme === 'dark') dataset.colorScheme = scheme
  if (localStorage.getItem('samsyn.big-type') === 'on') dataset.bigType = 'true'
}
