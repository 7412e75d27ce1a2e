// A libcurl easy handle, set up for one request at a time and kept for the next.

internal import CCurl
internal import CShims
import Glibc
internal import News

/// One easy handle with what libcurl only borrows: its header list and its error buffer.
///
/// What never changes is set once; a transfer sets the rest, which is a third of the work.
final class EasyHandle {
  let pointer: UnsafeMutableRawPointer
  let speaksTLSToProxy: Bool
  /// Which owns the handle.
  unowned let engine: TransferEngine
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private var headerList: UnsafeMutablePointer<curl_slist>?
  /// What the header list was made for; it mostly fits the next request too.
  private var listed: HopRequest?

  /// A handle, or nil where libcurl lacks memory or one of the options that the room's promises rest on.
  ///
  /// - Parameter engine: the ``TransferEngine``, which has to outlive every connection made.
  init?(
    limits: TransportLimits, userAgent: String, proxy: String?, authorities: TrustedAuthorities,
    engine: TransferEngine
  ) {
    guard let pointer = curl_easy_init() else { return nil }
    self.pointer = pointer
    self.engine = engine
    speaksTLSToProxy = proxy?.lowercased().hasPrefix("https:") ?? false
    errorText[0] = 0
    var results = [
      nf_set_string(pointer, CURLOPT_USERAGENT, userAgent),
      nf_set_string(pointer, CURLOPT_ACCEPT_ENCODING, ""),  // all that this libcurl can undo
      nf_set_string(pointer, CURLOPT_PROTOCOLS_STR, "http,https"),
      nf_set_string(pointer, CURLOPT_PROXY, proxy ?? ""),  // "" keeps libcurl from reading the environment
      nf_set_string(pointer, CURLOPT_NOPROXY, ""),
      nf_set_long(pointer, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      nf_set_long(pointer, CURLOPT_FOLLOWLOCATION, 0),
      nf_set_long(pointer, CURLOPT_NETRC, 0),
      nf_set_long(pointer, CURLOPT_NOSIGNAL, 1),
      // A name server that keeps silent must not hold up the loop when its transfer is given up.
      nf_set_long(pointer, CURLOPT_QUICK_EXIT, 1),
      nf_set_long(pointer, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS)),
      // libcurl's own least is TLS 1.0, left to the system's configuration to forbid.
      nf_set_long(pointer, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
      nf_set_long(pointer, CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2),
      nf_set_long(pointer, CURLOPT_CONNECTTIMEOUT_MS, limits.connectTimeoutMilliseconds),
      nf_set_long(pointer, CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedBytesPerSecond),
      nf_set_long(pointer, CURLOPT_LOW_SPEED_TIME, limits.lowSpeedSeconds),
      nf_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText),
      nf_set_write(pointer, CURLOPT_WRITEFUNCTION, receiveBody),
      nf_set_write(pointer, CURLOPT_HEADERFUNCTION, receiveHeader),
      nf_set_opensocket(pointer, openSocket),
      nf_set_prereq(pointer, beforeRequest),
      nf_set_closesocket(pointer, closeSocket),
      nf_set_pointer(pointer, CURLOPT_CLOSESOCKETDATA, Unmanaged.passUnretained(engine).toOpaque()),
    ]
    if let path = authorities.path {
      results.append(nf_set_string(pointer, CURLOPT_CAINFO, path))
      results.append(nf_set_string(pointer, CURLOPT_PROXY_CAINFO, path))
    }
    if authorities.includesSystem {
      results.append(nf_set_string(pointer, CURLOPT_CAPATH, nil))
      results.append(nf_set_string(pointer, CURLOPT_PROXY_CAPATH, nil))
    }
    guard results.allSatisfy({ $0 == CURLE_OK }) else { return nil }
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(headerList)
    errorText.deallocate()
  }

  /// What libcurl says about the failure of the last transfer; empty where it says nothing.
  var message: String { String(cString: errorText) }

  /// Sets what belongs to one transfer, which has to outlive its time in the multi handle.
  ///
  /// - Returns: why libcurl did not take it, if it did not.
  func prepare(_ transfer: Transfer) -> CURLcode {
    let request = transfer.request
    errorText[0] = 0
    if listed?.sendsFields(of: request) != true, let failure = listFields(of: request) { return failure }
    // Whoever is named by an explicit credential is not also named by the address.
    let address = request.url.withASCIIHost
    let url = request.credential == nil ? address.string : address.description
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    let results = [
      nf_set_string(pointer, CURLOPT_URL, url),
      nf_set_long(pointer, CURLOPT_TIMEOUT_MS, max(1, request.timeoutMilliseconds)),
      // Waits for a handshake under way to the host, which may lead to a connection that both can use. Without TLS only
      // the first answer tells, which may be long in coming.
      nf_set_long(pointer, CURLOPT_PIPEWAIT, request.url.scheme == "https" ? 1 : 0),
      nf_set_long(pointer, CURLOPT_FRESH_CONNECT, request.wantsNewConnection ? 1 : 0),
      nf_set_pointer(pointer, CURLOPT_PRIVATE, context),
      nf_set_pointer(pointer, CURLOPT_WRITEDATA, context),
      nf_set_pointer(pointer, CURLOPT_HEADERDATA, context),
      nf_set_pointer(pointer, CURLOPT_OPENSOCKETDATA, context),
      nf_set_pointer(pointer, CURLOPT_PREREQDATA, context),
    ]
    return results.first { $0 != CURLE_OK } ?? CURLE_OK
  }

  /// Makes the header list anew; returns why it could not be made, if so.
  private func listFields(of request: HopRequest) -> CURLcode? {
    listed = nil
    _ = nf_set_list(pointer, CURLOPT_HTTPHEADER, nil)
    curl_slist_free_all(headerList)
    headerList = nil
    for (name, value) in fields(request) {
      guard let longer = curl_slist_append(headerList, field(name, value)) else { return CURLE_OUT_OF_MEMORY }
      headerList = longer
    }
    let result = nf_set_list(pointer, CURLOPT_HTTPHEADER, headerList)
    guard result == CURLE_OK else { return result }
    listed = request
    return nil
  }

  private func fields(_ request: HopRequest) -> [(String, [UInt8])] {
    var fields = [("Accept", Array(request.accept.utf8))]
    if let etag = request.validators?.etag {
      fields.append(("If-None-Match", Self.bytes(isomorphic: etag)))
      if request.acceptsDelta { fields.append(("A-IM", Array("feed".utf8))) }
    }
    if let date = request.validators?.lastModified {
      fields.append(("If-Modified-Since", Self.bytes(isomorphic: date)))
    }
    if let credential = request.credential { fields.append(("Authorization", Array(credential.authorization.utf8))) }
    return fields + request.headers.map { ($0.0, Array($0.1.utf8)) }
  }

  /// A header line as libcurl wants it; a name followed by a semicolon is sent with an empty value.
  private func field(_ name: String, _ value: [UInt8]) -> [CChar] {
    let line = value.isEmpty ? Array("\(name);".utf8) : Array("\(name): ".utf8) + value
    return line.map(CChar.init(bitPattern:)) + [0]
  }

  /// One byte for each scalar, which validators hold; a scalar that is no byte was never received and is left out.
  private static func bytes(isomorphic text: String) -> [UInt8] {
    text.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
  }
}

private func receiveBody(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  let length = size * count
  return transfer.receive(body: UnsafeRawBufferPointer(start: bytes, count: length)) ? length : -1
}

private func receiveHeader(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  let length = size * count
  return transfer.receive(header: UnsafeRawBufferPointer(start: bytes, count: length)) ? length : -1
}

/// Called with the address about to be connected: the one place no spelling, name or redirect gets around.
private func openSocket(
  _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype, _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  guard let address, transfer.mayConnect(to: IPAddress(&address.pointee.addr), port: transfer.port) else { return -1 }
  let descriptor = socket(
    address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), address.pointee.protocol)
  if descriptor < 0 { transfer.missSocket(errno) } else { transfer.handle?.engine.open(descriptor) }
  return descriptor
}

/// Called before every request, on connections that are used again too.
private func beforeRequest(
  _ context: UnsafeMutableRawPointer?, _ peer: UnsafeMutablePointer<CChar>?, _ local: UnsafeMutablePointer<CChar>?,
  _ peerPort: Int32, _ localPort: Int32
) -> Int32 {
  let transfer = Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
  let address = peer.flatMap { IPAddress(String(cString: $0)) }
  var made = 0
  if let easy = transfer.handle?.pointer { _ = nf_get_long(easy, CURLINFO_NUM_CONNECTS, &made) }
  return transfer.maySend(to: address, connectionsMade: made) ? 0 : 1  // CURL_PREREQFUNC_OK, _ABORT
}

private func closeSocket(_ context: UnsafeMutableRawPointer?, _ socket: curl_socket_t) -> Int32 {
  Unmanaged<TransferEngine>.fromOpaque(context!).takeUnretainedValue().close(socket)
  return 0
}
