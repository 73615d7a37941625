package dev.stopwater.profiles;

import dev.stopwater.lifecycle.RequestSnapshot;

/// A request whose deadline has passed and whose handler still lives, with the reason why that is
/// not called a leak.
public record LateRequest(RequestSnapshot request, Verdict verdict) {}
