public import Settings
public typealias Configuration = Settings
