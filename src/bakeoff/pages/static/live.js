"use strict";
const place = document.getElementById("live");
const events = new EventSource(place.dataset.events);
events.addEventListener("progress", (event) => {
  const parsed = new DOMParser().parseFromString(JSON.parse(event.data), "text/html");
  place.replaceChildren(...parsed.body.childNodes);
});
