package dev.stopwater.lab.night;

/// A night at one moment.
///
/// @param seconds since the night began
/// @param threads of requests, in the server
/// @param leftBehind of these, whose request is over
/// @param timedOut requests, so far
/// @param heapBytes that live
/// @param residentBytes of the server's process
/// @param sent requests of the platform, so far
/// @param worstMillis of the other clients since the moment before; 0 if none came back
public record Moment(
    double seconds,
    long threads,
    long leftBehind,
    long timedOut,
    long heapBytes,
    long residentBytes,
    long sent,
    double worstMillis) {}
