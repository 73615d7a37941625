/// Flow control of whole servers, as clients see it.
package dev.stopwater.verify.flow;
