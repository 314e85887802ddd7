package io.streambed.inference.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.streambed.inference.access.AccessSettings.Provider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of an identity provider (OpenID Connect): signed by one of its keys with an algorithm that
 * is allowed, not expired, of its issuer, for this audience. Keys are asked for again when a token
 * names one that is not known. Unsigned tokens are refused.
 */
final class TokenIssuer implements Door {
  private static final int MILLIS = 3000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final int THREADS = 4;
  private static final int WAITING = 256;
  private static final Set<JOSEObjectType> TYPES =
      new HashSet<>(Arrays.asList(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));

  private final Provider provider;
  private final DefaultResourceRetriever documents =
      new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES);

  /** Asking a provider blocks; while it is away callers wait here, and not the server. */
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          TokenIssuer::daemon);

  private @Nullable DefaultJWTProcessor<SecurityContext> processor;

  TokenIssuer(Provider provider) {
    this.provider = provider;
  }

  @Override
  public CompletionStage<Admission> admit(String token) {
    try {
      // What follows is not these threads' work.
      return CompletableFuture.supplyAsync(() -> decide(token), threads)
          .thenApplyAsync(Function.identity());
    } catch (RejectedExecutionException full) {
      return CompletableFuture.completedFuture(
          new Admission.Undecided("too many wait for the issuer of tokens"));
    }
  }

  private Admission decide(String token) {
    try {
      JWTClaimsSet claims = processor().process(token, null);
      return scope(claims)
          .<Admission>map(scope -> new Admission.Admitted(name(claims), scope))
          .orElseGet(() -> new Admission.Refused("a token without any scope of this server"));
    } catch (ExpiredJWTException over) {
      return new Admission.Refused("an expired token");
    } catch (RateLimitReachedException unknown) {
      return new Admission.Refused("a token signed by a key that the issuer did not have just now");
    } catch (KeySourceException | IOException away) {
      return new Admission.Undecided("the issuer of tokens does not answer");
    } catch (ParseException | BadJOSEException | com.nimbusds.jose.JOSEException wrong) {
      return new Admission.Refused("a token that is not one of this issuer for this audience");
    }
  }

  private static String name(JWTClaimsSet claims) {
    return claims.getSubject() == null ? "unnamed" : claims.getSubject();
  }

  private Optional<Scope> scope(JWTClaimsSet claims) {
    Object value = claims.getClaim(provider.claim());
    Collection<String> words =
        value instanceof Collection<?> list
            ? list.stream().map(String::valueOf).toList()
            : value instanceof String text ? List.of(text.split(" ", -1)) : List.of();
    List<Scope> held =
        Arrays.stream(Scope.values())
            .filter(scope -> words.contains(provider.words().get(scope.ordinal())))
            .toList();
    return held.isEmpty() ? Optional.empty() : Optional.of(held.get(held.size() - 1));
  }

  private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    if (processor == null) {
      URL keys = (provider.keys().isPresent() ? provider.keys().get() : discovered()).toURL();
      JWKSource<SecurityContext> source =
          JWKSourceBuilder.create(keys, documents).retrying(true).build();
      DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
      made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
      made.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(), source));
      DefaultJWTClaimsVerifier<SecurityContext> claims =
          new DefaultJWTClaimsVerifier<>(
              provider.audience(),
              new JWTClaimsSet.Builder().issuer(provider.issuer().toString()).build(),
              Set.of("exp"));
      claims.setMaxClockSkew((int) provider.skew().toSeconds());
      made.setJWTClaimsSetVerifier(claims);
      processor = made;
    }
    return processor;
  }

  private Set<JWSAlgorithm> algorithms() {
    return provider.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
  }

  /** OpenID Connect Discovery 1.0, section 4: the document must be that of this issuer. */
  private URI discovered() throws IOException {
    String issuer = provider.issuer().toString();
    String address = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    try {
      Map<String, Object> document =
          JSONObjectUtils.parse(documents.retrieveResource(new URL(address)).getContent());
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      boolean safe = keys != null && keys.getScheme().equals(provider.issuer().getScheme());
      if (!issuer.equals(JSONObjectUtils.getString(document, "issuer")) || !safe) {
        throw new IOException(
            "expected the discovery document of %s at %s, got another".formatted(issuer, address));
      }
      return keys;
    } catch (ParseException | MalformedURLException strange) {
      throw new IOException("expected a discovery document at " + address, strange);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "token-issuer");
    thread.setDaemon(true);
    return thread;
  }
}
