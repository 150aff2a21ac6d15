// Hands the values of the hour to the map that `map.js` drew, whichever of the two comes first.
const MAPS = (globalThis[Symbol.for("gridimpact.maps")] ??= new Map());

export default function ({ data }) {
  const slot = MAPS.get(data.id) ?? {};
  MAPS.set(data.id, slot);
  slot.values = data;
  slot.map?.show(data);
}
