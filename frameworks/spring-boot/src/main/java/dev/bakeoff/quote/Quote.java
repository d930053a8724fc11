package dev.bakeoff.quote;

record Quote(int id, String text) {
}
